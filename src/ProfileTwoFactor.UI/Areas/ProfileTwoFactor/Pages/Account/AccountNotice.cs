namespace ProfileTwoFactor.Internal;

/// <summary>What the account page, or the panel on a host's page, says after a change. It is repeated only where the status agrees, so that a link can't make the page show a false statement.</summary>
internal static class AccountNotice
{
    internal const string Parameter = "ptf-done";

    // On a page with both panels, a change of the account is none of the profile: no word stands for both.
    internal const string Enabled = "on";
    internal const string AlreadyEnabled = "already";
    internal const string Replaced = "new-token";
    internal const string Codes = "new-codes";
    internal const string Disabled = "off";

    private const string Place = Parameter + "=";

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

    /// <summary>The address of a page that can say it: at the end there is the place for the notice.</summary>
    internal static string Prepare(string url) =>
        url + (url.Contains('?', StringComparison.Ordinal) ? '&' : '?') + Place;

    internal static bool HasPlace(string? url) =>
        url is not null
        && url.EndsWith(Place, StringComparison.Ordinal)
        && url.Length > Place.Length
        && url[^(Place.Length + 1)] is '?' or '&';

    /// <summary>An address with the notice where it can be said; other addresses stay as they are.</summary>
    internal static string Put(string url, string? notice) =>
        !HasPlace(url) ? url
        : notice is null ? url[..^(Place.Length + 1)]
        : url + notice;
}
