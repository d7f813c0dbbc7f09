using System.Net;
using System.Text.Json;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Testing;

namespace ProfileTwoFactor.ServerTests.Nodes.Faults;

[Collection(Cluster.OneAtATime)]
public sealed class ClockTests
{
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(2);

    [ServersFact]
    public async Task On_two_nodes_two_minutes_apart_no_code_is_taken_twice_and_none_outside_the_steps_of_its_node()
    {
        await using var cluster = await Cluster.StartAsync(
            nodes: 1,
            settings => settings["ProfileTwoFactor:DecisionLifetime"] = "00:00:00"
        );
        var clockFile = cluster.Clock.File + ".ahead";
        var aheadClock = new NodeClock(clockFile);
        await aheadClock.AdvanceAsync(Ahead);
        cluster.Settings["Node:ClockFile"] = clockFile;
        var (exact, ahead) = (cluster.Nodes[0], await cluster.AddNodeAsync());
        var browser = await NodeBrowser.SignedInAsync(exact, "olivia");
        using var here = await NodeCaller.AtAsync(browser, exact);
        using var there = await NodeCaller.AtAsync(browser, ahead);
        var secret = JsonElement
            .Parse((await here.ProfilePostAsync("binding")).Body)
            .GetProperty("secret")
            .GetString()!;
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
}
