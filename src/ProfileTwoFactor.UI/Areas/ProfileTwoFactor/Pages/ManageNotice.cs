namespace ProfileTwoFactor.Internal;

/// <summary>What the manage page says after a change. It is repeated only where the status agrees, so that a link can't make the page show a false statement.</summary>
internal static class ManageNotice
{
    internal const string Parameter = "done";
    internal const string Enabled = "enabled";
    internal const string Disabled = "disabled";
    internal const string Replaced = "replaced";
    internal const string Reset = "reset";
    internal const string Codes = "codes";

    internal static string? TextFor(string? notice, ProfileTwoFactorStatus status) =>
        notice switch
        {
            Enabled when status.Enabled => "Done.Enabled",
            Disabled when !status.Enabled => "Done.Disabled",
            Replaced when status.You.IsBound => "Done.Replaced",
            Codes when status.You is { IsBound: true, BackupCodesLeft: > 0 } => "Done.Codes",
            Reset when status is { Enabled: true, You.IsOwner: true } => "Done.Reset",
            _ => null,
        };
}
