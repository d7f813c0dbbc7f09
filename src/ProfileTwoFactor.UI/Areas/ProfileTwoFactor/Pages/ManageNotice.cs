using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.Internal;

/// <summary>What the manage page, or the panel of the page that the Owner came from, says after a change. It is repeated only where the status agrees, so that a link can't make the page show a false statement.</summary>
internal static class ManageNotice
{
    internal const string Parameter = "done";

    /// <summary>On a page of the host, whose own parameters it must not meet.</summary>
    internal const string HostParameter = "ptf-done";
    internal const string Enabled = "enabled";
    internal const string Disabled = "disabled";
    internal const string Replaced = "replaced";
    internal const string Reset = "reset";
    internal const string Codes = "codes";
    internal const string Moved = "moved";
    internal const string Reminded = "reminded";
    internal const string RemindedBefore = "reminded-before";
    internal const string AskedAll = "asked-all";
    internal const string AskedAgain = "asked-again";
    internal const string NoneToRemind = "none-to-remind";

    /// <returns>The name of the text, if any.</returns>
    internal static string? TextFor(HttpContext context, ProfileTwoFactorStatus status)
    {
        var query = context.Request.Query;
        var notice = query[HostParameter];
        return TextFor(notice.Count > 0 ? notice : query[Parameter], status);
    }

    private static string? TextFor(string? notice, ProfileTwoFactorStatus status) =>
        notice switch
        {
            Enabled or Moved when status is { Enforcement: ProfileEnforcement.Scheduled } =>
                "Done.Scheduled",
            Moved when status.Enabled => "Done.Enforced",
            Enabled when status is { Enabled: true, You.BackupCodesLeft: > 0 } => "Done.On",
            Enabled when status.Enabled => "Done.Enabled",
            Disabled when !status.Enabled => "Done.Disabled",
            Replaced when status.You.IsBound => "Done.Replaced",
            Codes when status.You is { IsBound: true, BackupCodesLeft: > 0 } => "Done.Codes",
            Reminded when status is { Enabled: true, You.IsOwner: true } => "Done.Reminded",
            RemindedBefore when status is { Enabled: true, You.IsOwner: true } =>
                "Done.RemindedBefore",
            NoneToRemind when status is { Enabled: true, You.IsOwner: true } => "Done.NoneToRemind",
            AskedAll when status is { Enabled: true, You.IsOwner: true } => "Done.AskedAll",
            AskedAgain when status is { Enabled: true, You.IsOwner: true } => "Done.AskedAgain",
            Reset when status is { Enabled: true, You.IsOwner: true } => "Done.Reset",
            _ => null,
        };
}
