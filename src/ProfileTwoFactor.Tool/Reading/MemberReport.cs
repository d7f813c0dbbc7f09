using ProfileTwoFactor.Tool.Output;

namespace ProfileTwoFactor.Tool.Reading;

internal sealed record MemberReport() : Report("member")
{
    public override ExitCode GetExit() => Tool.ExitCode.Ok;

    public required TwoFactorScopeKind Scope { get; init; }

    public required string ScopeId { get; init; }

    public required string ScopeStamp { get; init; }

    public required string MemberId { get; init; }

    public required PolicyState Policy { get; init; }

    public required DateTimeOffset? EnforcedFrom { get; init; }

    /// <summary>Null if no record of the member is of the current epoch: nothing was ever begun there.</summary>
    public required IReadOnlyList<MembershipReport> Memberships { get; init; }

    /// <summary>The latest events, the newest first. Empty if the database has no history table.</summary>
    public required IReadOnlyList<EventReport> History { get; init; }

    public override void WriteText(TextWriter output)
    {
        output.WriteLine(
            Scope == TwoFactorScopeKind.Account
                ? $"Account {ToolConsole.Safe(ScopeId)}"
                : $"Member {ToolConsole.Safe(MemberId)} of profile {ToolConsole.Safe(ScopeId)}"
        );
        output.WriteLine(
            $"Policy:   {Policy.ToString().ToLowerInvariant()}{(EnforcedFrom is { } from ? $", from {Lines.Time(from)}" : "")}"
        );
        if (Memberships.Count == 0)
        {
            output.WriteLine(
                Policy == PolicyState.Off
                    ? "Nothing is bound: two-factor authentication is off."
                    : "Nothing is bound in the current epoch. The app's directory knows whether there is such a member."
            );
        }

        foreach (var membership in Memberships)
        {
            membership.WriteText(output);
        }

        if (History.Count > 0)
        {
            output.WriteLine();
            Lines.Table(
                output,
                [
                    ["TIME", "EVENT", "BY", "REASON"],
                    .. History.Select(item =>
                        new[]
                        {
                            Lines.Time(item.Time),
                            ToolConsole.Safe(item.Kind),
                            ToolConsole.Safe(
                                item.ActorAccountName.Length > 0
                                    ? item.ActorAccountName
                                    : item.ActorMemberId
                            ),
                            ToolConsole.Safe(item.Reason),
                        }
                    ),
                ]
            );
        }
    }
}
