namespace ProfileTwoFactor;

/// <summary>What happened to an account in an import. In every case but the first, nothing was changed.</summary>
public enum TwoFactorImportStatus
{
    /// <summary>The account has its second factor in the package now, and the earlier one is switched off.</summary>
    Imported = 1,

    /// <summary>In a dry run: it would be imported.</summary>
    WouldBeImported,

    /// <summary>There is no such user.</summary>
    UserNotFound,

    /// <summary>The earlier system doesn't ask this person for a second factor, whether or not it has a key of the person.</summary>
    NotEnabled,

    /// <summary>The account's two-factor authentication is already enabled in the package.</summary>
    AlreadyEnabled,

    /// <summary>The earlier system asks for a second factor, but has no authenticator key, or the app said that no authenticator app has the key: it sends codes by mail or text message, for example.</summary>
    NoKey,

    /// <summary>The authenticator key isn't base32 text, or it couldn't be decrypted.</summary>
    KeyInvalid,

    /// <summary>The authenticator key has less than the 128 bits that RFC 4226 requires.</summary>
    KeyTooShort,

    /// <summary>The user is locked out. Import the account when the lock is over.</summary>
    LockedOut,

    /// <summary>The account directory couldn't return the account, for example because it has no security stamp. The log has the reason (event 1860).</summary>
    AccountUnreadable,

    /// <summary>The user, the earlier second factor, or the package's was changed at the same time, again and again. Import the account again.</summary>
    Changed,
}
