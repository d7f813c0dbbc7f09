namespace ProfileTwoFactor;

/// <summary>What happens at start when a route carries the profile parameter and nobody said whether it is gated.</summary>
public enum UngatedEndpointBehavior
{
    /// <summary>The host does not start; the message names the endpoints.</summary>
    Refuse = 0,

    /// <summary>The host starts and a warning names the endpoints, which are not protected.</summary>
    Warn = 1,

    /// <summary>Nothing is said. Forgotten endpoints stay open.</summary>
    AllowUngated = 2,
}
