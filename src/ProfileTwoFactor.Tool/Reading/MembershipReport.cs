using ProfileTwoFactor.Tool.Output;

namespace ProfileTwoFactor.Tool.Reading;

/// <summary>One record of a member. A member who was removed and invited again can have two, with different stamps.</summary>
internal sealed record MembershipReport
{
    public required string MemberStamp { get; init; }

    public required MemberState State { get; init; }

    public required IReadOnlyList<AuthenticatorReport> Authenticators { get; init; }

    public required int BackupCodesLeft { get; init; }

    /// <summary>Wrong codes in a row.</summary>
    public required int Failures { get; init; }

    public required DateTimeOffset? LockedUntil { get; init; }

    public required PendingReport? Pending { get; init; }

    public required IReadOnlyList<WindowReport> Windows { get; init; }

    /// <summary>Whether windows of releases that listed none can still be open.</summary>
    public required bool OtherWindowsCount { get; init; }

    public void WriteText(TextWriter output)
    {
        if (MemberStamp.Length > 0)
        {
            output.WriteLine($"Membership {ToolConsole.Safe(MemberStamp)}");
        }

        output.WriteLine($"State:    {Text(State)}");
        output.WriteLine(
            $"Failures: {Failures}{(LockedUntil is { } until ? $", locked until {Lines.Time(until)}" : "")}"
        );
        output.WriteLine($"Backup codes left: {BackupCodesLeft}");
        if (Pending is { } pending)
        {
            output.WriteLine(
                $"Being bound: {(pending.Adds ? "a further authenticator" : "an authenticator")}, until {Lines.Time(pending.ExpiresAt)}"
            );
        }

        if (Authenticators.Count > 0)
        {
            output.WriteLine();
            Lines.Table(
                output,
                [
                    ["AUTHENTICATOR", "KIND", "NAME", "BOUND", "LAST USED", "DISABLED"],
                    .. Authenticators.Select(item =>
                        new[]
                        {
                            ToolConsole.Safe(item.Id),
                            item.Kind.ToString().ToLowerInvariant(),
                            ToolConsole.Safe(item.Name),
                            Lines.Time(item.BoundAt),
                            Lines.Time(item.LastUsedAt),
                            Lines.Time(item.DisabledAt),
                        }
                    ),
                ]
            );
        }

        if (Windows.Count > 0)
        {
            output.WriteLine();
            Lines.Table(
                output,
                [
                    ["WINDOW", "OPENED", "CLIENT"],
                    .. Windows.Select(item =>
                        new[]
                        {
                            ToolConsole.Safe(item.Id),
                            Lines.Time(item.OpenedAt),
                            ToolConsole.Safe(item.Client ?? "unknown"),
                        }
                    ),
                ]
            );
        }
    }

    private static string Text(MemberState state) =>
        state switch
        {
            MemberState.NotBound => "not bound",
            MemberState.Disabled => "disabled until reset",
            _ => state.ToString().ToLowerInvariant(),
        };
}
