using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Testing;

namespace ProfileTwoFactor.ServerTests.Nodes.Faults;

/// <summary>One node under the package's own deadline, with a network between it and Redis, that asks its servers at every request.</summary>
public sealed class HungServers : IAsyncLifetime
{
    /// <summary>The package's default.</summary>
    public static readonly TimeSpan Deadline = new ProfileTwoFactorOptions().DependencyTimeout;

    private Cluster? _cluster;
    private FaultProxy? _redis;

    internal Cluster Cluster => _cluster!;

    internal SampleNode Node => Cluster.Nodes[0];

    internal FaultProxy Redis => _redis!;

    /// <summary>Olivia's.</summary>
    internal FakeAuthenticator App { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (!Cluster.CanRun)
        {
            return;
        }

        _cluster = await Cluster.StartAsync(nodes: 0, breaksPostgres: true);
        _redis = FaultProxy.To(_cluster.Redis);
        _cluster.Settings["ConnectionStrings:Redis"] = RedisServer.ConnectionStringTo(_redis.Port);
        _cluster.Settings["ProfileTwoFactor:DecisionLifetime"] = "00:00:00";
        _cluster.Settings.Remove("Node:PatienceFile");
        await _cluster.AddNodeAsync();
        App = await PatientSetup.EnabledAsync(Node, Cluster.Clock);
    }

    public async Task DisposeAsync()
    {
        await (_cluster?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_redis?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    internal async Task<NodeCaller> SignedInAsync() =>
        await NodeCaller.AtAsync(await NodeBrowser.SignedInAsync(Node, "olivia"), Node);

    internal async Task<NodeCaller> VerifiedAsync()
    {
        var caller = await SignedInAsync();
        await Eventually.TrueAsync(
            async () =>
            {
                await Cluster.Clock.AdvanceAsync(TimeSpan.FromSeconds(30));
                return (int)(await caller.VerifyAsync(App.Code())).Status == 200;
            },
            "a code is taken"
        );
        return caller;
    }
}
