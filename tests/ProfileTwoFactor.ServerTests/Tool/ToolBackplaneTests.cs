using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Backplane.Internal;
using ProfileTwoFactor.ServerTests.Nodes;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Testing;
using ProfileTwoFactor.Tool.Databases;
using StackExchange.Redis;

namespace ProfileTwoFactor.ServerTests.Tool;

/// <summary>Nodes learn of what the tool changes by Redis, also if the run that changed it couldn't tell them.</summary>
public sealed class ToolBackplaneTests
{
    private static readonly string[] Application = ["--application", "HeatmapSite"];

    [ServersFact]
    public async Task With_the_backplane_a_change_by_the_tool_holds_on_all_nodes_at_once()
    {
        await using var cluster = await StartAsync(nodes: 2);
        var mark = await VerifiedAsync(cluster);

        var done = await RunAsync(cluster, 0, await ResetAsync(cluster), cluster.Redis.Port);

        Assert.Equal("published", done.GetProperty("nodes").GetString());
        Assert.Equal(2, done.GetProperty("nodesReached").GetInt64());
        await AnswersAsync(cluster, mark, HttpStatusCode.Unauthorized);
    }

    [ServersFact]
    public async Task A_change_whose_run_was_killed_before_it_told_the_nodes_is_told_by_the_next_run()
    {
        await using var cluster = await StartAsync(nodes: 1);
        var connection = cluster.Settings["ConnectionStrings:Database"];
        var mark = await VerifiedAsync(cluster);
        await using var proxy = FaultProxy.To(cluster.Redis);
        // A node that takes the job reads the store: here none takes it.
        await cluster.SqlAsync(
            """
            CREATE FUNCTION later() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN NEW."NotBeforeUtcTicks" = 3000000000000000000; RETURN NEW; END';
            CREATE TRIGGER "Later" BEFORE INSERT ON "TwoFactorNotifications"
            FOR EACH ROW EXECUTE FUNCTION later()
            """
        );

        var reset = await ResetAsync(cluster);
        var held = await RowLock.TakeAsync(
            connection,
            "TwoFactorBindings",
            $""" "MemberId" = '{reset[4]}'"""
        );
        using (var tool = ToolProcess.Start(connection, WithRedis(reset, proxy.Port)))
        {
            await held.HoldsAsync();
            proxy.SwallowsEverything = true;
            await held.DisposeAsync();
            await Eventually.TrueAsync(
                async () =>
                    await cluster.SqlAsync(
                        """SELECT COUNT(*) FROM "TwoFactorHistory" WHERE "Kind" = 'RemovedByOperator'"""
                    ) == "1",
                "the change is committed"
            );
            Assert.False(tool.HasEnded);
            await tool.KillAsync();
        }

        // Which the message would have ended.
        Assert.Equal(HttpStatusCode.OK, await mark.HeatmapsAsync(cluster.Nodes[0]));
        var again = await RunAsync(cluster, 6, reset, cluster.Redis.Port);
        Assert.Equal("not-bound", again.GetProperty("error").GetProperty("code").GetString());
        await AnswersAsync(cluster, mark, HttpStatusCode.Unauthorized);
    }

    [RedisFact]
    public async Task Redis_that_fails_after_the_change_is_reported_and_the_next_run_tells_the_nodes()
    {
        await using var site = await ToolSite.CopyAsync("Sqlite");
        await using var redis = await RedisServer.StartNewAsync();
        await using var proxy = FaultProxy.To(redis);
        await using var listener = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        var names = new ChangeNames(
            Options.Create(new DataProtectionOptions { ApplicationDiscriminator = Application[1] }),
            new ToolEnvironment()
        );
        var told = await listener
            .GetSubscriber()
            .SubscribeAsync(RedisChannel.Literal(names.Channel));
        var expected = names.Of(
            TwoFactorScope
                .Profile(
                    "acme",
                    await site.SqlAsync(
                        """SELECT "ScopeStamp" FROM "TwoFactorPolicies" WHERE "ScopeId" = 'acme'"""
                    )
                )
                .InTenant("north")
        );
        string[] disable =
        [
            "disable-profile",
            "--profile",
            "acme",
            "--tenant",
            "north",
            "--reason",
            ToolSite.Reason,
        ];

        proxy.CutTheAnswerTo("PUBLISH");
        var done = await site.ToolAsync(1, WithRedis(disable, proxy.Port));
        var first = await ReadAsync(told);
        proxy.CutTheAnswerTo("PUBLISH");
        var failed = await site.ToolAsync(6, WithRedis(disable, proxy.Port));
        var second = await ReadAsync(told);
        var refused = await site.ToolAsync(6, WithRedis(disable, proxy.Port));
        var third = await ReadAsync(told);
        var untold = await site.ToolAsync(6, disable);

        Assert.Equal("publish-failed", Nodes(done));
        Assert.Equal("publish-failed", Nodes(failed));
        Assert.Contains("Redis failed", Fix(failed), StringComparison.Ordinal);
        // By then, the Owner may have enabled it again.
        Assert.Contains(
            "unless the person has bound an authenticator again, or the Owner has enabled",
            Fix(failed),
            StringComparison.Ordinal
        );
        Assert.Equal("published", Nodes(refused));
        Assert.Equal(1, refused.GetProperty("nodesReached").GetInt64());
        Assert.Contains("told by Redis (1 listen)", Fix(refused), StringComparison.Ordinal);
        Assert.Equal("within-decision-lifetime", Nodes(untold));
        Assert.DoesNotContain("Redis", Fix(untold), StringComparison.Ordinal);
        Assert.Equal(2, proxy.Cuts);
        Assert.All([first, second, third], changes => Assert.Equal([expected], changes));
        // In the job as well, for the node that takes it.
        Assert.Contains(
            "\"tenant\":\"north\"",
            await site.SqlAsync("""SELECT "Payload" FROM "TwoFactorNotifications" """),
            StringComparison.Ordinal
        );
    }

    [RedisFact]
    public async Task Redis_to_which_no_node_listens_is_no_success()
    {
        await using var site = await ToolSite.CopyAsync("Sqlite");
        await using var redis = await RedisServer.StartNewAsync();
        string[] disable = ["disable-profile", "--profile", "acme", "--reason", ToolSite.Reason];

        var done = await site.ToolAsync(1, WithRedis(disable, redis.Port));
        var refused = await site.ToolAsync(6, WithRedis(disable, redis.Port));

        Assert.Equal(1, done.GetProperty("removed").GetInt32());
        Assert.All(
            [done, refused],
            answer =>
            {
                Assert.Equal("no-node-listens", Nodes(answer));
                Assert.Equal(0, answer.GetProperty("nodesReached").GetInt64());
            }
        );
        Assert.Contains("No node was told", Fix(refused), StringComparison.Ordinal);
    }

    private static Task<Cluster> StartAsync(int nodes) =>
        Cluster.StartAsync(
            nodes,
            // Long, so that only a message can end what is kept.
            settings => settings["ProfileTwoFactor:DecisionLifetime"] = "00:05:00"
        );

    /// <summary>Mark's browser, for which all nodes keep that it is verified.</summary>
    private static async Task<NodeBrowser> VerifiedAsync(Cluster cluster)
    {
        var olivia = await NodeBrowser.SignedInAsync(cluster.Nodes[0], "olivia");
        using (var client = olivia.At(cluster.Nodes[0]))
        {
            await client.EnableTwoFactorAsync("acme", cluster.Clock);
        }

        var mark = await NodeBrowser.SignedInAsync(cluster.Nodes[0], "mark");
        using (var client = mark.At(cluster.Nodes[0]))
        {
            await client.BindTwoFactorAsync("acme", cluster.Clock);
        }

        foreach (var node in cluster.Nodes)
        {
            // Which the message would have ended.
            Assert.Equal(HttpStatusCode.OK, await mark.HeatmapsAsync(node));
        }

        return mark;
    }

    private static async Task<string[]> ResetAsync(Cluster cluster) =>
        [
            "reset",
            "--profile",
            "acme",
            "--member",
            await cluster.SqlAsync(
                """SELECT "MemberId" FROM "Memberships" WHERE "Email" = 'mark@example.com' AND "ProfileId" = 'acme'"""
            ),
            "--reason",
            ToolSite.Reason,
        ];

    private static Task<System.Text.Json.JsonElement> RunAsync(
        Cluster cluster,
        int exitCode,
        string[] change,
        int redis
    ) =>
        ToolRun.JsonAsync(
            cluster.Settings["ConnectionStrings:Database"],
            exitCode,
            WithRedis(change, redis)
        );

    private static string[] WithRedis(string[] change, int port) =>
        [.. change, "--yes", "--redis", RedisServer.ConnectionStringTo(port), .. Application];

    private static async Task AnswersAsync(
        Cluster cluster,
        NodeBrowser browser,
        HttpStatusCode expected
    )
    {
        foreach (var node in cluster.Nodes)
        {
            await Eventually.TrueAsync(
                async () => await browser.HeatmapsAsync(node) == expected,
                $"the node answers {expected}"
            );
        }
    }

    private static async Task<List<Change>> ReadAsync(ChannelMessageQueue told)
    {
        var message = await told.ReadAsync().AsTask().WaitAsync(Eventually.Limit);
        var changes = new List<Change>();
        Assert.True(ChangeMessage.TryRead(message.Message!, changes));
        return changes;
    }

    private static string? Nodes(System.Text.Json.JsonElement answer) =>
        answer.GetProperty("nodes").GetString();

    private static string Fix(System.Text.Json.JsonElement refusal) =>
        refusal.GetProperty("error").GetProperty("fix").GetString()!;
}
