using ProfileTwoFactor.Tool.Output;

namespace ProfileTwoFactor.Tool.Changes;

internal sealed record ChangeReport(string Command) : Report(Command)
{
    public required TwoFactorScopeKind Scope { get; init; }

    public required string ScopeId { get; init; }

    public required string ScopeStamp { get; init; }

    /// <summary>Null if the whole profile was disabled.</summary>
    public required string? MemberId { get; init; }

    public required string OperatorId { get; init; }

    public required string Reason { get; init; }

    /// <summary>How many records of the member were emptied; 1 for a profile or account.</summary>
    public required int Removed { get; init; }

    /// <summary>How many records are as they were, or may be, because the command failed after the first write.</summary>
    public required int Left { get; init; }

    /// <summary>Why some are left; null if none is.</summary>
    public required ErrorText? Failure { get; init; }

    /// <summary>Whether a row was added to the history. False if the database has no table for it.</summary>
    public required bool HistoryWritten { get; init; }

    /// <summary>Always true: a node of the app sends the mail, and tells the app's audit trail, when it takes the job from the queue.</summary>
    public bool MailOwed => true;

    /// <summary>How the nodes learn of it.</summary>
    public required NodeNotice Nodes { get; init; }

    /// <summary>How many nodes listened. Null if nothing was published.</summary>
    public required long? NodesReached { get; init; }

    public override ExitCode GetExit() =>
        Left > 0 || Nodes is NodeNotice.PublishFailed or NodeNotice.NoNodeListens
            ? Tool.ExitCode.Problems
            : Tool.ExitCode.Ok;

    public override void WriteText(TextWriter output)
    {
        output.WriteLine(
            (Scope, MemberId) switch
            {
                (TwoFactorScopeKind.Account, _) =>
                    $"Two-factor authentication of account {ToolConsole.Safe(ScopeId)} is off. The person signs in with the password alone until they set it up again.",
                (_, null) =>
                    $"Two-factor authentication of profile {ToolConsole.Safe(ScopeId)} is off. It opens without codes. When the Owner enables it again, all members bind again.",
                _ when Left > 0 =>
                    $"Member {ToolConsole.Safe(MemberId)} of profile {ToolConsole.Safe(ScopeId)} has several records. {Removed} were emptied, and {Left} are left: {ToolConsole.Safe(Failure?.Message)} {Failure?.Fix}",
                _ =>
                    $"Member {ToolConsole.Safe(MemberId)} of profile {ToolConsole.Safe(ScopeId)} has no authenticator any more, and binds one at the next visit.",
            }
        );
        output.WriteLine(
            Nodes switch
            {
                NodeNotice.Published =>
                    $"Nodes: told by Redis ({NodesReached} listen). It holds there now.",
                NodeNotice.NoNodeListens =>
                    "Nodes: no node listens to this Redis server under this application name. Nodes see the change within the app's DecisionLifetime (5 seconds unless changed). Check --redis and --application, and whether a node runs.",
                NodeNotice.PublishFailed =>
                    $"Nodes: Redis failed after the change. They see it within the app's DecisionLifetime (5 seconds unless changed). To tell them at once, run the command again, {RunAgain.Unless}",
                _ =>
                    "Nodes: they see it within the app's DecisionLifetime (5 seconds unless changed).",
            }
        );
        output.WriteLine(
            "Mail:  owed. A node of the app that calls AddMail(...) sends it within about a minute, and tells the app's audit trail."
        );
        output.WriteLine(
            HistoryWritten
                ? "Trail: written to the history, in the same transaction."
                : "Trail: the database has no history table. The app's audit trail gets the event with the mail."
        );
    }
}
