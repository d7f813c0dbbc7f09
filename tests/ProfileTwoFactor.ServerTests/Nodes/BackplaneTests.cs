using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Testing;
using ProfileTwoFactor.Tests.Shared;
using StackExchange.Redis;

namespace ProfileTwoFactor.ServerTests.Nodes;

/// <summary>Three nodes that keep decisions for five minutes, and tell each other of changes by a Redis of its own.</summary>
[Collection(Cluster.First)]
public sealed class BackplaneTests(BackplaneNodes fixture) : IClassFixture<BackplaneNodes>
{
    private Cluster Cluster => fixture.Cluster;

    private RedisServer Backplane => fixture.Redis;

    [ServersFact]
    public async Task What_one_node_changes_the_others_refuse_when_the_message_comes()
    {
        var mark = await fixture.MarkAsync();

        await fixture.ResetMarkAsync();

        await RefusedAsync(mark, 1);
        await RefusedAsync(mark, 2);

        // Off, and on again: what the other nodes know of the profile ends as well.
        Assert.Equal(HttpStatusCode.OK, (await fixture.Olivia.ProfilePostAsync("disable")).Status);
        await AnswersAsync(mark, 1, HttpStatusCode.OK);
        await AnswersAsync(mark, 2, HttpStatusCode.OK);
        await fixture.EnableAsync();
        await RefusedAsync(mark, 1);
        await RefusedAsync(mark, 2);
    }

    [ServersFact]
    public async Task Windows_that_one_node_ends_the_others_refuse_when_the_message_comes()
    {
        var mark = await fixture.MarkAsync();
        using var caller = await NodeCaller.AtAsync(mark, Cluster.Nodes[1]);
        var windows = JsonElement.Parse(
            (await caller.GetAsync("/two-factor/api/profiles/acme/windows")).Body
        );

        var ended = await caller.SendAsync(
            HttpMethod.Delete,
            $"/two-factor/api/profiles/acme/windows/{windows[0].GetProperty("id").GetString()}"
        );

        Assert.Equal(HttpStatusCode.NoContent, ended.Status);
        await RefusedAsync(mark, 0);
        await RefusedAsync(mark, 2);

        await fixture.ResetMarkAsync();
        mark = await fixture.MarkAsync();
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await fixture.Olivia.ProfilePostAsync("windows/revoke")).Status
        );
        await RefusedAsync(mark, 1);
        await RefusedAsync(mark, 2);
        await fixture.ResetMarkAsync();
    }

    [ServersFact]
    public async Task A_connection_to_another_node_ends_with_its_proof_when_the_message_comes()
    {
        var mark = await fixture.MarkAsync();
        await using var connection = new HubConnectionBuilder()
            .WithUrl(
                new Uri(Cluster.Nodes[1].Address, "/hubs/live/acme"),
                HttpTransportType.WebSockets,
                options =>
                {
                    options.Headers["Cookie"] = mark.CookieHeader(Cluster.Nodes[1]);
                    options.Headers["Origin"] = Cluster
                        .Nodes[1]
                        .Address.GetLeftPart(UriPartial.Authority);
                }
            )
            .Build();
        var closed = new TaskCompletionSource();
        connection.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        await connection.StartAsync();

        await fixture.ResetMarkAsync();

        await closed.Task.WaitAsync(Eventually.Limit);
    }

    [ServersFact]
    public async Task While_the_backplane_is_dead_everything_works_and_what_was_missed_counts_when_it_is_back()
    {
        var mark = await fixture.MarkAsync();
        Backplane.Kill();
        try
        {
            await fixture.ResetMarkAsync();
            Assert.Equal(HttpStatusCode.Unauthorized, await At(mark, 0));
            // As without a backplane: the kept decision counts for its time.
            Assert.Equal(HttpStatusCode.OK, await At(mark, 1));
            await HealthAsync("Degraded");
            // And a node starts.
            await Cluster.AddNodeAsync();
        }
        finally
        {
            await Backplane.StartAsync();
        }

        await RefusedAsync(mark, 1);
        await RefusedAsync(mark, 2);
        await HealthAsync("Healthy");
        // And messages come again, to the new node as well.
        await fixture.ListeningAsync();
        mark = await fixture.MarkAsync();
        await fixture.ResetMarkAsync();
        await RefusedAsync(mark, 1);
        await RefusedAsync(mark, 3);
    }

    [ServersFact]
    public async Task While_the_backplane_hangs_no_call_waits_for_it_and_what_was_said_counts_when_it_goes_on()
    {
        var mark = await fixture.MarkAsync();
        Backplane.Process.Pause();
        try
        {
            // Ten changes. One that waited for the backplane would do so for longer than its caller, and fail.
            await Cluster.Patience.SetAsync(NodeBrowser.Timeout * 2);
            for (var i = 0; i < 10; i++)
            {
                await fixture.ResetMarkAsync();
            }

            Assert.Equal(HttpStatusCode.Unauthorized, await At(mark, 0));
            Assert.Equal(HttpStatusCode.OK, await At(mark, 1));
        }
        finally
        {
            await Cluster.Patience.ResetAsync();
            Backplane.Process.Resume();
        }

        await RefusedAsync(mark, 1);
        await RefusedAsync(mark, 2);
    }

    [ServersFact]
    public async Task A_flood_of_messages_lets_no_one_in_and_leaves_the_nodes_working()
    {
        var mark = await fixture.MarkAsync();
        var stranger = await NodeBrowser.SignedInAsync(Cluster.Nodes[1], "mei");
        using var redis = await ConnectionMultiplexer.ConnectAsync(Backplane.ConnectionString);
        var channel = RedisChannel.Literal(await fixture.ChannelAsync());
        string[] kinds =
        [
            "",
            new string('x', 100_000),
            "1.AAAAAAAAAAA",
            "1.AAAAAAAAAAAs" + new string('A', 22),
            "2.AAAAAAAAAAAs" + new string('A', 22),
            "1.AAAAAAAAAAAw" + new string('!', 22),
        ];

        await Crowd.RunAsync(
            4,
            async i =>
            {
                for (var n = 0; n < 5_000; n++)
                {
                    await redis
                        .GetSubscriber()
                        .PublishAsync(channel, kinds[(n + i) % kinds.Length]);
                }

                return 0;
            }
        );

        Assert.Equal(HttpStatusCode.OK, await At(mark, 1));
        Assert.Equal(HttpStatusCode.Unauthorized, await At(stranger, 1));
        Assert.Contains("BackplaneMessagesIgnored", Cluster.Nodes[1].Log, StringComparison.Ordinal);
        // The flood is over, so the next change is heard.
        await fixture.ResetMarkAsync();
        await RefusedAsync(mark, 1);
        await RefusedAsync(mark, 2);
    }

    [ServersFact]
    public async Task Messages_contain_no_ids()
    {
        using var redis = await ConnectionMultiplexer.ConnectAsync(Backplane.ConnectionString);
        var heard = new TaskCompletionSource<string>();
        await redis
            .GetSubscriber()
            .SubscribeAsync(
                RedisChannel.Pattern("*"),
                (channel, message) => heard.TrySetResult($"{channel} {message}")
            );

        await fixture.ResetMarkAsync();

        var message = await heard.Task.WaitAsync(Eventually.Limit);
        Assert.Matches(
            "^ptf-[A-Za-z0-9_-]{22} 1\\.[A-Za-z0-9_-]{11}([sw][A-Za-z0-9_-]{22})+$",
            message
        );
        Assert.DoesNotContain("acme", message, StringComparison.OrdinalIgnoreCase);
    }

    private Task<HttpStatusCode> At(NodeBrowser browser, int node) =>
        browser.HeatmapsAsync(Cluster.Nodes[node]);

    private Task RefusedAsync(NodeBrowser browser, int node) =>
        AnswersAsync(browser, node, HttpStatusCode.Unauthorized);

    private Task AnswersAsync(NodeBrowser browser, int node, HttpStatusCode status) =>
        fixture.AnswersAsync(browser, node, status);

    private Task HealthAsync(string status) =>
        Eventually.TrueAsync(
            async () =>
            {
                using var client = new HttpClient { BaseAddress = Cluster.Nodes[1].Address };
                using var answer = await client.GetAsync("/healthz");
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                return await answer.Content.ReadAsStringAsync() == status;
            },
            $"the node is {status}"
        );
}
