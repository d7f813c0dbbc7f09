namespace ProfileTwoFactor;

/// <summary>The behavior at startup for a route that has the profile parameter, but is neither gated nor skipped.</summary>
public enum UngatedEndpointBehavior
{
    /// <summary>The app doesn't start. The exception lists the endpoints.</summary>
    Refuse = 0,

    /// <summary>The app starts, and a warning lists the endpoints. They aren't protected.</summary>
    Warn = 1,

    /// <summary>The app starts without a warning. The endpoints aren't protected.</summary>
    AllowUngated = 2,
}
