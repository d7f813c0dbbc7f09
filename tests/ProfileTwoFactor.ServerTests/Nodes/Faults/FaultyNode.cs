using System.Net;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Testing;

namespace ProfileTwoFactor.ServerTests.Nodes.Faults;

/// <summary>One node that asks its servers at every request, and an Owner with two-factor authentication on. Each test leaves the servers as it found them.</summary>
public class FaultyNode : IAsyncLifetime
{
    /// <summary>How long the node waits for its servers while one of them is away.</summary>
    internal static readonly TimeSpan Short = TimeSpan.FromSeconds(3);

    private Cluster? _cluster;

    internal Cluster Cluster => _cluster!;

    internal SampleNode Node => Cluster.Nodes[0];

    /// <summary>The connection string of the node's database.</summary>
    internal string Database { get; private set; } = "";

    /// <summary>Olivia's.</summary>
    internal FakeAuthenticator App { get; private set; } = null!;

    private protected virtual bool BreaksPostgres => false;

    private protected virtual bool CanRun => Cluster.CanRun;

    private protected virtual Task<RedisServer> StartRedisAsync() => RedisServer.StartNewAsync();

    public async Task InitializeAsync()
    {
        if (!CanRun)
        {
            return;
        }

        _cluster = await Cluster.StartAsync(
            nodes: 1,
            settings =>
            {
                settings["ProfileTwoFactor:DecisionLifetime"] = "00:00:00";
                settings["ProfileTwoFactor:SensitiveActionMaxAge"] = "24:00:00";
            },
            BreaksPostgres,
            startRedis: StartRedisAsync
        );
        Database = _cluster.Settings["ConnectionStrings:Database"];
        App = await PatientSetup.EnabledAsync(Node, Cluster.Clock);
    }

    public async Task DisposeAsync() => await (_cluster?.DisposeAsync() ?? ValueTask.CompletedTask);

    /// <summary>A browser of Olivia's that is signed in, at the node.</summary>
    internal async Task<NodeCaller> SignedInAsync(string name = "olivia") =>
        await NodeCaller.AtAsync(await NodeBrowser.SignedInAsync(Node, name), Node);

    /// <summary>The same, past the gate.</summary>
    internal async Task<NodeCaller> VerifiedAsync()
    {
        var caller = await SignedInAsync();
        await VerifyAsync(caller);
        Assert.Equal(HttpStatusCode.OK, (await GatedAsync(caller)).Status);
        return caller;
    }

    /// <summary>Types codes until one is taken: after a fault, the first tries may meet a circuit that is open still.</summary>
    internal async Task VerifyAsync(NodeCaller caller)
    {
        await Eventually.TrueAsync(
            async () =>
            {
                await Cluster.Clock.AdvanceAsync(TimeSpan.FromSeconds(30));
                return (await caller.VerifyAsync(App.Code())).Status == HttpStatusCode.OK;
            },
            "a code is taken"
        );
    }

    /// <summary>All bindings of members in the epoch in force, byte by byte. What was begun before it is swept in the background, at its own time.</summary>
    internal Task<string> RecordsAsync() =>
        Cluster.SqlAsync(
            """
            SELECT md5(string_agg(b::text, '|' ORDER BY b::text))
            FROM "TwoFactorBindings" b
            JOIN "TwoFactorPolicies" p ON p."ScopeId" = b."ScopeId" AND p."Epoch" = b."Epoch"
            WHERE b."ScopeId" = 'acme'
            """
        );

    internal static Task<NodeAnswer> GatedAsync(NodeCaller caller) =>
        caller.GetAsync("/api/p/acme/heatmaps");

    /// <summary>Signed in, but not behind the gate.</summary>
    internal static Task<NodeAnswer> UngatedAsync(NodeCaller caller) =>
        caller.GetAsync("/account/profile");

    /// <summary>
    /// What is not behind the gate answers while a server of the gate is away. The site's own check of a session gives the database as long as
    /// the gate has, which a busy machine may take up, but not each time.
    /// </summary>
    internal static void AssertUngated(IReadOnlyCollection<NodeAnswer> answers)
    {
        Assert.Contains(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.All(answers, answer => Assert.Contains((int)answer.Status, (int[])[200, 503]));
    }

    internal static async Task EventuallyAsync(
        NodeCaller caller,
        HttpStatusCode status,
        string? code = null
    )
    {
        NodeAnswer? last = null;
        await Eventually.TrueAsync(
            async () =>
            {
                last = await GatedAsync(caller);
                return last.Status == status && last.Code == code;
            },
            $"the gate answers {status} {code}"
        );
    }

    internal static void AssertUnavailable(NodeAnswer answer)
    {
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
        Assert.Equal("two-factor-unavailable", answer.Code);
        Assert.True(answer.HasRetryAfter);
    }
}

/// <summary>The same on a PostgreSQL of its own, which may be stopped, hung and damaged.</summary>
public sealed class FaultyPostgresNode : FaultyNode
{
    private protected override bool BreaksPostgres => true;
}

/// <summary>The same with Garnet in place of Redis.</summary>
public sealed class FaultyGarnetNode : FaultyNode
{
    private protected override bool CanRun =>
        ServerPrograms.Postgres is not null && ServerPrograms.Garnet is not null;

    private protected override Task<RedisServer> StartRedisAsync() =>
        RedisServer.StartNewGarnetAsync();
}
