using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using ProfileTwoFactor.Gate.Decision;

namespace ProfileTwoFactor.Gate.Hubs;

/// <summary>An open connection to a gated hub.</summary>
internal sealed class LiveHubConnection(
    GatedConnection connection,
    HubCallerContext caller,
    IClientProxy client,
    HubConnectionGate gate,
    LiveConnectionCloser closer
) : LiveConnection
{
    private int _closing;

    public GatedConnection Connection { get; } = connection;

    public IClientProxy Client { get; } = client;

    public override Endpoint? Endpoint => Snapshot.Context.GetEndpoint();

    public override ConnectionSnapshot Snapshot => Connection.Snapshot;

    public override ValueTask<GateDecision> AskAsync(IServiceProvider services) =>
        gate.DecideAsync(Connection, services, GateAsker.Background);

    public override Task EndAsync(GateDecision decision) =>
        Interlocked.Exchange(ref _closing, 1) == 0
            ? closer.CloseAsync(this, decision)
            : Task.CompletedTask;

    /// <remarks>
    /// Clients with automatic reconnect stay away for good after <c>Abort</c>. Who can prove something may come back: a new code in
    /// another tab brings a newer window, which the next connection has and this one does not.
    /// </remarks>
    public void Close(GateStatus reason)
    {
        if (
            reason
                is not (
                    GateStatus.NotAMember
                    or GateStatus.NotFound
                    or GateStatus.MachineCallerDenied
                )
            && caller.Features.Get<IConnectionLifetimeNotificationFeature>() is { } lifetime
        )
        {
            lifetime.RequestClose();
            return;
        }

        caller.Abort();
    }
}
