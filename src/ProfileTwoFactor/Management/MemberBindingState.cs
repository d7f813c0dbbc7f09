namespace ProfileTwoFactor;

/// <summary>The state of one member's authenticator.</summary>
public enum MemberBindingState
{
    /// <summary>No authenticator yet.</summary>
    NotBound,

    /// <summary>An authenticator is bound.</summary>
    Bound,

    /// <summary>Bound, and waiting after wrong codes.</summary>
    Locked,

    /// <summary>Far too many wrong codes; must be reset.</summary>
    Disabled,
}
