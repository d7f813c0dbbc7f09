namespace ProfileTwoFactor.Internal;

/// <summary>Whose backup codes, and for what.</summary>
/// <param name="Place">The account, or the profile by its id.</param>
/// <param name="AccountName">The sign-in e-mail.</param>
/// <param name="Names">What people call it: the site, the profile if any, the account.</param>
internal sealed record BackupCodesOwner(
    string Place,
    string AccountName,
    IReadOnlyList<string> Names
)
{
    internal static BackupCodesOwner Account(string application, string accountName) =>
        new("account", accountName, [application, accountName]);

    internal static BackupCodesOwner Profile(string application, ProfileTwoFactorStatus status) =>
        new(
            $"profile {status.ProfileId}",
            status.You.AccountName,
            [application, status.ProfileName, status.You.AccountName]
        );
}
