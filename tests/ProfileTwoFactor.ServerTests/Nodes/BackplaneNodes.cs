using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Testing;

namespace ProfileTwoFactor.ServerTests.Nodes;

/// <summary>Three nodes with a Redis for their messages apart from that of their windows, and an Owner with two-factor authentication on.</summary>
public class BackplaneNodes : IAsyncLifetime
{
    private Cluster? _cluster;
    private RedisServer? _redis;
    private NodeCaller? _olivia;

    internal Cluster Cluster => _cluster!;

    internal RedisServer Redis => _redis!;

    /// <summary>The Owner at the first node.</summary>
    internal NodeCaller Olivia => _olivia!;

    public async Task InitializeAsync()
    {
        if (!Cluster.CanRun)
        {
            return;
        }

        _redis = await RedisServer.StartNewAsync();
        _cluster = await Cluster.StartAsync(
            nodes: 3,
            settings =>
            {
                settings["ConnectionStrings:Backplane"] = _redis.ConnectionString;
                Configure(settings);
                settings["ProfileTwoFactor:DecisionLifetime"] = "00:05:00";
                settings["ProfileTwoFactor:SensitiveActionMaxAge"] = "24:00:00";
            }
        );
        _olivia = await NodeCaller.AtAsync(
            await NodeBrowser.SignedInAsync(Cluster.Nodes[0], "olivia"),
            Cluster.Nodes[0]
        );
        await EnableAsync();
        // A node that doesn't listen yet would miss what the first test says.
        await ListeningAsync();
    }

    /// <summary>Waits until three nodes listen.</summary>
    internal Task ListeningAsync() =>
        Eventually.TrueAsync(
            async () => await ListenersAsync() == Cluster.Nodes.Count,
            "all nodes listen"
        );

    internal Task AnswersAsync(NodeBrowser browser, int node, HttpStatusCode status) =>
        Eventually.TrueAsync(
            async () => await browser.HeatmapsAsync(Cluster.Nodes[node]) == status,
            $"node {node} answers {status}"
        );

    private protected virtual void Configure(Dictionary<string, string> settings) { }

    private protected virtual async Task<int> ListenersAsync() =>
        (int)(await Redis.ExecuteAsync("PUBSUB", "NUMSUB", await ChannelAsync()))[1];

    internal async Task EnableAsync()
    {
        await Cluster.Clock.AdvanceAsync(TimeSpan.FromSeconds(60));
        await Olivia.Client.EnableTwoFactorAsync("acme", Cluster.Clock);
    }

    /// <summary>A member whom all nodes let in, and will for five minutes.</summary>
    internal async Task<NodeBrowser> MarkAsync()
    {
        await Cluster.Clock.AdvanceAsync(TimeSpan.FromSeconds(60));
        var mark = await NodeBrowser.SignedInAsync(Cluster.Nodes[1], "mark");
        using var client = mark.At(Cluster.Nodes[1]);
        await client.BindTwoFactorAsync("acme", Cluster.Clock);
        foreach (var node in Cluster.Nodes)
        {
            Assert.Equal(HttpStatusCode.OK, await mark.HeatmapsAsync(node));
        }

        return mark;
    }

    internal async Task ResetMarkAsync()
    {
        var members = JsonElement.Parse(
            (await Olivia.GetAsync("/two-factor/api/profiles/acme/members")).Body
        );
        var mark = members
            .EnumerateArray()
            .Single(member => member.GetProperty("accountName").GetString() == "mark@example.com")
            .GetProperty("memberId")
            .GetString();
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await Olivia.ProfilePostAsync($"members/{mark}/reset")).Status
        );
    }

    public async Task DisposeAsync()
    {
        _olivia?.Dispose();
        await (_cluster?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_redis?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    internal async Task<string> ChannelAsync()
    {
        var channels = (string[])(await Redis.ExecuteAsync("PUBSUB", "CHANNELS", "ptf-*"))!;
        return channels.Length == 1 ? channels[0] : "none";
    }
}

/// <summary>The same with messages by the nodes' database.</summary>
public sealed class PostgresBackplaneNodes : BackplaneNodes
{
    private protected override void Configure(Dictionary<string, string> settings) =>
        settings["Node:PostgresBackplane"] = "true";

    /// <summary>How often each node must have connected.</summary>
    internal int Connections { get; set; } = 1;

    private protected override Task<int> ListenersAsync() =>
        Task.FromResult(
            Cluster.Nodes.Count(node => Regex.Count(node.Log, @"\[BackplaneUp\]") >= Connections)
        );
}
