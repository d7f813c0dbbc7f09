using ProfileTwoFactor.ServerTests.Servers;

namespace ProfileTwoFactor.ServerTests.Nodes;

/// <summary>Three nodes for the tests of one class.</summary>
public sealed class ThreeNodes : IAsyncLifetime
{
    private Cluster? _cluster;

    internal Cluster Cluster => _cluster!;

    public async Task InitializeAsync()
    {
        if (Cluster.CanRun)
        {
            _cluster = await Cluster.StartAsync(
                nodes: 3,
                settings =>
                {
                    // The limit would thin races out before they reach the store.
                    settings["ProfileTwoFactor:ConcurrentCodeAttempts"] = "1000";
                    settings["ProfileTwoFactor:ConcurrentCodeAttemptsPerMember"] = "1000";
                    settings["ConnectionStrings:Database"] += PostgresServer.ForCrowds;
                }
            );
        }
    }

    public async Task DisposeAsync() => await (_cluster?.DisposeAsync() ?? ValueTask.CompletedTask);
}
