namespace ProfileTwoFactor.Mail;

/// <summary>The kind of a mail.</summary>
public enum TwoFactorMailKind
{
    /// <summary>A mail of the app, such as an invitation.</summary>
    Other = 0,

    /// <summary>To all activated members except the Owner who enabled it: two-factor authentication was enabled, bind an authenticator.</summary>
    ProfileEnabled = 1,

    /// <summary>To the Owner: two-factor authentication was disabled.</summary>
    ProfileDisabled = 2,

    /// <summary>To the member: an authenticator was bound.</summary>
    AuthenticatorBound = 3,

    /// <summary>To the member: the authenticator was replaced.</summary>
    AuthenticatorReplaced = 4,

    /// <summary>To the member: the Owner reset the authenticator.</summary>
    AuthenticatorReset = 5,

    /// <summary>To the member: wrong codes temporarily locked the authenticator.</summary>
    LockedOut = 6,

    /// <summary>To the member: the authenticator was disabled after too many wrong codes, and must be reset.</summary>
    AuthenticatorDisabled = 7,

    /// <summary>To the member: a code was accepted after wrong codes that caused a lockout.</summary>
    VerifiedAfterLockOut = 8,

    /// <summary>To the member: a backup code was used.</summary>
    BackupCodeUsed = 9,

    /// <summary>To the person: signing in to their account now requires a code.</summary>
    AccountEnabled = 10,

    /// <summary>To the person: signing in to their account requires only the password.</summary>
    AccountDisabled = 11,

    /// <summary>To the person: support removed their authenticator for a profile or for the account.</summary>
    RemovedByOperator = 12,

    /// <summary>To the Owner: support disabled the profile's two-factor authentication.</summary>
    ProfileDisabledByOperator = 13,

    /// <summary>To the Owner: two-factor authentication was enabled in their name.</summary>
    ProfileEnabledByOwner = 14,

    /// <summary>To the Owner: a member's authenticator was reset in their name.</summary>
    MemberReset = 15,

    /// <summary>To the person: new backup codes replaced the earlier ones.</summary>
    BackupCodesReplaced = 16,

    /// <summary>To all activated members except the Owner who enabled it: two-factor authentication will be enforced from a date, bind an authenticator.</summary>
    ProfileScheduled = 17,

    /// <summary>To the Owner: two-factor authentication was enabled in their name, and is enforced from a date.</summary>
    ProfileScheduledByOwner = 18,

    /// <summary>To members without an authenticator: the date from which two-factor authentication is enforced was changed.</summary>
    EnforcementMoved = 19,

    /// <summary>To the Owner: the date was changed in their name.</summary>
    EnforcementMovedByOwner = 20,

    /// <summary>To members without an authenticator, before the date: bind one. Sent seven days and one day before, and when the Owner asks for it.</summary>
    EnforcementReminder = 21,

    /// <summary>To members without an authenticator, when two-factor authentication is enforced: bind one. Sent when the Owner asks for it, and when the Owner ends the notice early.</summary>
    BindingReminder = 22,

    /// <summary>To the member: the code that proves a first binding. The only mail that contains a code.</summary>
    EnrollmentCode = 30,

    /// <summary>To the member: the Owner issued a pass for a first binding. The pass itself isn't in it.</summary>
    EnrollmentPassIssued = 31,

    /// <summary>To the member: the Owner ended the member's verification in all browsers. The next visit asks for a code.</summary>
    MemberAskedAgain = 40,

    /// <summary>To the Owner: the rules of the profile were changed in their name.</summary>
    ProfilePolicyChangedByOwner = 50,

    /// <summary>To the member: a further authenticator was added.</summary>
    AuthenticatorAdded = 60,

    /// <summary>To the member: one of the authenticators was removed.</summary>
    AuthenticatorRemoved = 61,

    /// <summary>To the member: a passkey is no longer accepted, because it was probably copied.</summary>
    PasskeyDisabled = 62,

    /// <summary>To the member: a backup code was used to bind a new passkey.</summary>
    RecoveryStarted = 63,
}
