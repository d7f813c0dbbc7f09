using System.Net;
using System.Text.Json;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Testing;

namespace ProfileTwoFactor.ServerTests.Nodes.Faults;

[Collection(Cluster.Second)]
public sealed class ClockTests
{
    // Of the epoch in force: what was begun before it is swept in the background, at its own time.
    private const string Versions = """
        SELECT string_agg(b."Version" || ':' || b."Failures", ',' ORDER BY b."Key")
        FROM "TwoFactorBindings" b
        JOIN "TwoFactorPolicies" p ON p."ScopeId" = b."ScopeId" AND p."Epoch" = b."Epoch"
        WHERE b."MemberId" <> 'key-ring'
        """;

    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(2);

    [ServersFact]
    public async Task On_two_nodes_two_minutes_apart_no_code_is_taken_twice_and_none_outside_the_steps_of_its_node()
    {
        await using var cluster = await Cluster.StartAsync(
            nodes: 1,
            settings => settings["ProfileTwoFactor:DecisionLifetime"] = "00:00:00"
        );
        var clockFile = cluster.Clock.File + ".ahead";
        var aheadClock = new NodeClock(clockFile, cluster.Clock.GetUtcNow());
        await aheadClock.AdvanceAsync(Ahead);
        cluster.Settings["Node:ClockFile"] = clockFile;
        var (exact, ahead) = (cluster.Nodes[0], await cluster.AddNodeAsync());
        var browser = await NodeBrowser.SignedInAsync(exact, "olivia");
        using var here = await NodeCaller.AtAsync(browser, exact);
        using var there = await NodeCaller.AtAsync(browser, ahead);
        var secret = await BeginAsync(here);
        var app = new FakeAuthenticator(secret, cluster.Clock);
        var appAhead = new FakeAuthenticator(secret, aheadClock);
        Assert.Equal(
            HttpStatusCode.OK,
            (await here.ProfilePostAsync("enable", new { code = app.Code() })).Status
        );

        // The code of each node's own time, and no other.
        Assert.Equal("invalid-code", (await there.VerifyAsync(app.Code())).Code);
        var late = appAhead.Code();
        Assert.Equal("invalid-code", (await here.VerifyAsync(late)).Code);
        Assert.Equal(HttpStatusCode.OK, (await there.VerifyAsync(late)).Status);
        Assert.Equal(HttpStatusCode.OK, await browser.HeatmapsAsync(ahead));
        // A window from the future is none where the time is right.
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.HeatmapsAsync(exact));

        // When its time comes, that code is used up on the other node too.
        await cluster.Clock.AdvanceAsync(Ahead);
        Assert.Equal("invalid-code", (await here.VerifyAsync(late)).Code);
        await cluster.Clock.AdvanceAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(HttpStatusCode.OK, (await here.VerifyAsync(app.Code())).Status);
        Assert.Equal(HttpStatusCode.OK, await browser.HeatmapsAsync(exact));
    }

    [ServersFact]
    public async Task A_node_two_minutes_from_the_database_takes_no_code_is_not_ready_and_sounds_an_alarm()
    {
        await using var cluster = await Cluster.StartAsync(
            nodes: 1,
            settings =>
            {
                settings["Node:ComparesClocks"] = "true";
                // The database's clock runs, and so these do: a code that is on its way for a minute is still one.
                settings["ProfileTwoFactor:ToleratedSteps"] = "2";
            }
        );
        await cluster.Clock.RunAsync();
        var otherFile = cluster.Clock.File + ".other";
        var otherClock = new NodeClock(otherFile);
        await otherClock.RunAsync();
        await otherClock.AdvanceAsync(Ahead);
        cluster.Settings["Node:ClockFile"] = otherFile;
        var (exact, other) = (cluster.Nodes[0], await cluster.AddNodeAsync());
        var browser = await NodeBrowser.SignedInAsync(exact, "olivia");
        using var here = await NodeCaller.AtAsync(browser, exact);
        using var there = await NodeCaller.AtAsync(browser, other);
        var secret = await BeginAsync(here);
        var app = new FakeAuthenticator(secret, cluster.Clock);
        Assert.Equal(
            HttpStatusCode.OK,
            (await here.ProfilePostAsync("enable", new { code = app.Code() })).Status
        );
        var versions = await cluster.SqlAsync(Versions);

        foreach (var by in new[] { TimeSpan.Zero, -2 * Ahead, Ahead + TimeSpan.FromHours(1) })
        {
            // Ahead, behind, and after a leap of an hour.
            await otherClock.AdvanceAsync(by);
            FaultyNode.AssertUnavailable(
                await there.VerifyAsync(new FakeAuthenticator(secret, otherClock).Code())
            );
            FaultyNode.AssertUnavailable(await there.VerifyAsync(app.WrongCode()));
            Assert.Equal(
                HttpStatusCode.ServiceUnavailable,
                (await there.GetAsync("/healthz")).Status
            );
        }

        Assert.Contains("differs from the store's clock by", other.Log, StringComparison.Ordinal);
        // Nothing was counted, and no code of the future was used up.
        Assert.Equal(versions, await cluster.SqlAsync(Versions));
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/healthz")).Status);
        await otherClock.AdvanceAsync(TimeSpan.FromHours(-1));
        Assert.Equal(HttpStatusCode.OK, (await there.VerifyAsync(app.Code())).Status);
        Assert.Equal(HttpStatusCode.OK, (await there.GetAsync("/healthz")).Status);
    }

    [ServersFact]
    public async Task A_clock_that_goes_back_takes_no_code_again_and_one_that_leaps_ahead_and_returns_burns_nothing_by_itself()
    {
        await using var cluster = await Cluster.StartAsync(nodes: 1);
        var node = cluster.Nodes[0];
        var browser = await NodeBrowser.SignedInAsync(node, "olivia");
        using var olivia = await NodeCaller.AtAsync(browser, node);
        var app = await olivia.Client.EnableTwoFactorAsync("acme", cluster.Clock);
        await cluster.Clock.AdvanceAsync(TimeSpan.FromSeconds(90));
        var used = app.Code();
        Assert.Equal(HttpStatusCode.OK, (await olivia.VerifyAsync(used)).Status);

        await cluster.Clock.AdvanceAsync(TimeSpan.FromSeconds(-30));
        Assert.Equal("invalid-code", (await olivia.VerifyAsync(used)).Code);

        await cluster.Clock.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal("invalid-code", (await olivia.VerifyAsync(used)).Code);
        await cluster.Clock.AdvanceAsync(TimeSpan.FromHours(-1) + TimeSpan.FromSeconds(90));
        Assert.Equal(HttpStatusCode.OK, (await olivia.VerifyAsync(app.Code())).Status);
        Assert.Equal(HttpStatusCode.OK, await browser.HeatmapsAsync(node));
    }

    private static async Task<string> BeginAsync(NodeCaller owner) =>
        JsonElement
            .Parse((await owner.ProfilePostAsync("binding")).Body)
            .GetProperty("secret")
            .GetString()!;
}
