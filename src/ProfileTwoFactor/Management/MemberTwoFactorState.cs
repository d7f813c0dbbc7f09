namespace ProfileTwoFactor;

/// <summary>What a member must do to open the profile.</summary>
public enum MemberTwoFactorState
{
    /// <summary>Nothing: two-factor authentication is disabled, or it isn't enforced yet and the member has bound an authenticator.</summary>
    NotRequired,

    /// <summary>The member must bind an authenticator.</summary>
    BindingRequired,

    /// <summary>The member must enter a code in this browser.</summary>
    VerificationRequired,

    /// <summary>Nothing: this browser is verified.</summary>
    Verified,

    /// <summary>Nothing yet: the member should bind an authenticator before the date from which two-factor authentication is enforced.</summary>
    BindingAdvised,
}
