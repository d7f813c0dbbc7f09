namespace ProfileTwoFactor;

/// <summary>The state of one member's authenticator.</summary>
public enum MemberBindingState
{
    /// <summary>No authenticator is bound.</summary>
    NotBound,

    /// <summary>An authenticator is bound.</summary>
    Bound,

    /// <summary>An authenticator is bound, and temporarily locked after wrong codes.</summary>
    Locked,

    /// <summary>The authenticator is disabled after too many wrong codes, and must be reset.</summary>
    Disabled,
}
