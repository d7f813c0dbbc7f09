namespace ProfileTwoFactor.Mail;

/// <summary>What a mail is about.</summary>
public enum TwoFactorMailKind
{
    /// <summary>A mail of the host's own, such as an invitation.</summary>
    Other = 0,

    /// <summary>To every activated member but the Owner who did it: two-factor authentication is on, bind an authenticator.</summary>
    ProfileEnabled = 1,

    /// <summary>To the Owner: two-factor authentication is off.</summary>
    ProfileDisabled = 2,

    /// <summary>To the member: an authenticator was bound.</summary>
    AuthenticatorBound = 3,

    /// <summary>To the member: the authenticator was replaced.</summary>
    AuthenticatorReplaced = 4,

    /// <summary>To the member: the Owner reset the authenticator.</summary>
    AuthenticatorReset = 5,

    /// <summary>To the member: wrong codes locked the authenticator for a while.</summary>
    LockedOut = 6,

    /// <summary>To the member: far too many wrong codes; the authenticator must be reset.</summary>
    AuthenticatorDisabled = 7,

    /// <summary>To the member: a code was accepted after enough wrong ones to lock.</summary>
    VerifiedAfterLockOut = 8,

    /// <summary>To the member: a backup code was used.</summary>
    BackupCodeUsed = 9,

    /// <summary>To the person: signing in to their account takes a code from now on.</summary>
    AccountEnabled = 10,

    /// <summary>To the person: signing in to their account takes the password alone.</summary>
    AccountDisabled = 11,

    /// <summary>To the person: support removed their authenticator, of a profile or of the account.</summary>
    RemovedByOperator = 12,

    /// <summary>To the Owner: support switched the profile's two-factor authentication off.</summary>
    ProfileDisabledByOperator = 13,

    /// <summary>To the Owner: two-factor authentication was switched on in their name.</summary>
    ProfileEnabledByOwner = 14,

    /// <summary>To the Owner: a member's authenticator was reset in their name.</summary>
    MemberReset = 15,

    /// <summary>To the person: new backup codes took the place of the earlier ones.</summary>
    BackupCodesReplaced = 16,
}
