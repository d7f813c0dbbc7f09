namespace ProfileTwoFactor.Internal;

/// <summary>What the account page says after a change. It is repeated only where the status agrees, so that a link can't make the page show a false statement.</summary>
internal static class AccountNotice
{
    internal const string Parameter = "done";
    internal const string Enabled = "enabled";
    internal const string AlreadyEnabled = "already";
    internal const string Replaced = "replaced";
    internal const string Codes = "codes";
    internal const string Disabled = "disabled";

    internal static string? TextFor(string? notice, AccountTwoFactorStatus status) =>
        notice switch
        {
            Enabled when status.Enabled => "Account.Done.Enabled",
            AlreadyEnabled when status.Enabled => "Account.Done.Already",
            Replaced when status.Enabled => "Account.Done.Replaced",
            Codes when status.BackupCodesLeft > 0 => "Account.Done.Codes",
            Disabled when !status.Enabled => "Account.Done.Disabled",
            _ => null,
        };
}
