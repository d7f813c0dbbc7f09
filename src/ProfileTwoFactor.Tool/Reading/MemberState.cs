namespace ProfileTwoFactor.Tool.Reading;

/// <summary>As the Owner sees it in the list of members.</summary>
internal enum MemberState
{
    /// <summary>Two-factor authentication is off, so that no binding counts.</summary>
    Off,
    NotBound,
    Bound,

    /// <summary>No code is checked for a time.</summary>
    Locked,

    /// <summary>No code is checked until the authenticator is reset.</summary>
    Disabled,
}
