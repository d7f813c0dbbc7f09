using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Tool.Databases;
using ProfileTwoFactor.Tool.Output;

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
    /// <returns>The refusal, which says so in words and for scripts.</returns>
    public async Task<ErrorReport> TellAsync(string command, ToolException refusal)
    {
        var (notice, reached) = await publisher.PublishAsync(Database, Policy.Scope);
        var told = notice switch
        {
            NodeNotice.Published =>
                $" The nodes were told by Redis ({reached} listen) to read the store again, in case an earlier run changed it and ended before it told them.",
            NodeNotice.NoNodeListens =>
                " No node was told: none listens to this Redis server under this application name. Check --redis and --application, and whether a node runs. If an earlier run changed it, nodes see it within the app's DecisionLifetime.",
            NodeNotice.PublishFailed =>
                $" Redis failed: if an earlier run changed it, the nodes see it within the app's DecisionLifetime. To tell them at once, run the command again, {RunAgain.Unless}",
            _ => "",
        };
        return new ErrorReport(
            command,
            refusal.ExitCode,
            new ErrorText(refusal.Code, refusal.Message, refusal.Fix + told)
        )
        {
            Nodes = notice,
            NodesReached = reached,
        };
    }

    public async ValueTask DisposeAsync()
    {
        await publisher.DisposeAsync();
        await Database.DisposeAsync();
    }
}
