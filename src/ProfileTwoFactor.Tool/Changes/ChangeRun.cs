using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Tool.Databases;

namespace ProfileTwoFactor.Tool.Changes;

/// <summary>One change of one profile or account.</summary>
internal sealed class ChangeRun(
    ToolDatabase database,
    PolicyRecord policy,
    OperatorAction action,
    NodePublisher publisher
) : IAsyncDisposable
{
    public ToolDatabase Database { get; } = database;

    /// <summary>As it was before the change.</summary>
    public PolicyRecord Policy { get; } = policy;

    public OperatorAction Action { get; } = action;

    /// <summary>Tells the nodes, after the commit, and says what was done.</summary>
    public async Task<ChangeReport> ReportAsync(string command, string? memberId, ChangeTally tally)
    {
        var (notice, reached) = await publisher.PublishAsync(Database, Policy.Scope);
        return new ChangeReport(command)
        {
            Scope = Policy.Scope.Kind,
            ScopeId = Policy.Scope.Id,
            ScopeStamp = Policy.Scope.Stamp,
            MemberId = memberId,
            OperatorId = Action.OperatorId,
            Reason = Action.Reason,
            Removed = tally.Removed,
            Left = tally.Left,
            Failure = tally.Failure,
            HistoryWritten = Database.Schema.HasHistory,
            Nodes = notice,
            NodesReached = reached,
        };
    }

    /// <summary>Tells the nodes although there was nothing to change: an earlier run may have changed it and ended before it told them. What they are told only makes them read the store again.</summary>
    /// <returns>The refusal, which says so.</returns>
    public async Task<ToolException> TellAsync(ToolException refusal)
    {
        var (notice, reached) = await publisher.PublishAsync(Database, Policy.Scope);
        return notice switch
        {
            NodeNotice.Published => With(
                $"The nodes were told by Redis ({reached} listen) to read the store again, in case an earlier run changed it and ended before it told them."
            ),
            NodeNotice.PublishFailed => With(
                "Redis failed: if an earlier run changed it, the nodes see it within the app's DecisionLifetime. Run the command again to tell them."
            ),
            _ => refusal,
        };

        ToolException With(string told) =>
            new(refusal.ExitCode, refusal.Code, refusal.Message, $"{refusal.Fix} {told}", refusal);
    }

    public async ValueTask DisposeAsync()
    {
        await publisher.DisposeAsync();
        await Database.DisposeAsync();
    }
}
