namespace ProfileTwoFactor;

/// <summary>What stands between a member and the profile.</summary>
public enum MemberTwoFactorState
{
    /// <summary>Nothing: two-factor authentication is off.</summary>
    NotRequired,

    /// <summary>The member has to bind an authenticator.</summary>
    BindingRequired,

    /// <summary>The member has to enter a code in this browser.</summary>
    VerificationRequired,

    /// <summary>Nothing: this browser is verified.</summary>
    Verified,
}
