using System.Net;
using System.Text.Json;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Testing;

namespace ProfileTwoFactor.ServerTests.Nodes;

/// <summary>Without a message, what one node changes, another one sees when its decisions have lived out: no request that begins later gets the old answer.</summary>
[Collection(Cluster.First)]
public sealed class NodeChangeTests
{
    private static readonly TimeSpan DecisionLifetime = TimeSpan.FromSeconds(2);

    [ServersFact]
    public async Task What_one_node_changes_the_other_sees_when_its_decisions_have_lived_out()
    {
        await using var cluster = await Cluster.StartAsync(
            nodes: 2,
            settings =>
            {
                settings["ProfileTwoFactor:DecisionLifetime"] = "00:00:02";
                settings["Node:LosesMessages"] = "true";
            }
        );
        var (here, there) = (cluster.Nodes[0], cluster.Nodes[1]);
        var olivia = await NodeBrowser.SignedInAsync(here, "olivia");
        var mark = await NodeBrowser.SignedInAsync(there, "mark");
        var mei = await NodeBrowser.SignedInAsync(there, "mei");
        using var oliviaHere = await NodeCaller.AtAsync(olivia, here);
        using var oliviaThere = await NodeCaller.AtAsync(olivia, there);
        using var markThere = mark.At(there);

        // Enable: the other node has "not required" in its memory.
        Assert.Equal(HttpStatusCode.OK, await mark.HeatmapsAsync(there));
        var app = await oliviaHere.Client.EnableTwoFactorAsync("acme", cluster.Clock);
        await ChangesToAsync(cluster, mark, there, HttpStatusCode.Unauthorized);

        // Reset of a member whose window the other node has just let in.
        await markThere.BindTwoFactorAsync("acme", cluster.Clock);
        Assert.Equal(HttpStatusCode.OK, await mark.HeatmapsAsync(there));
        var members = JsonElement.Parse(
            (await oliviaHere.GetAsync("/two-factor/api/profiles/acme/members")).Body
        );
        var markId = IdOf(members, "mark");
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await oliviaHere.ProfilePostAsync($"members/{markId}/reset")).Status
        );
        await ChangesToAsync(cluster, mark, there, HttpStatusCode.Unauthorized);

        // A shorter window: the other node's decision about a longer one lives out, and a longer one brings nothing back.
        await cluster.Clock.AdvanceAsync(TimeSpan.FromSeconds(60));
        await markThere.BindTwoFactorAsync("acme", cluster.Clock);
        await cluster.Clock.AdvanceAsync(TimeSpan.FromSeconds(120));
        await oliviaHere.Client.VerifyTwoFactorAsync("acme", app);
        Assert.Equal(HttpStatusCode.OK, await LiveAsync(mark, there));
        await SetWindowAsync(oliviaHere, "00:01:30");
        await cluster.Clock.AdvanceAsync(DecisionLifetime);
        Assert.Equal(HttpStatusCode.Unauthorized, await LiveAsync(mark, there));
        await SetWindowAsync(oliviaHere, null);
        await cluster.Clock.AdvanceAsync(DecisionLifetime);
        Assert.Equal(HttpStatusCode.Unauthorized, await mark.HeatmapsAsync(there));
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await oliviaHere.ProfilePostAsync($"members/{markId}/reset")).Status
        );

        // Removal: membership is asked each time, so at once.
        await cluster.Clock.AdvanceAsync(TimeSpan.FromSeconds(60));
        await markThere.BindTwoFactorAsync("acme", cluster.Clock);
        Assert.Equal(HttpStatusCode.OK, await mark.HeatmapsAsync(there));
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await oliviaHere.SendAsync(HttpMethod.Delete, $"/api/p/acme/members/{markId}")).Status
        );
        Assert.Equal(HttpStatusCode.Forbidden, await mark.HeatmapsAsync(there));

        // Transfer: the former Owner has lost the Owner's rights at the other node too, and stays verified.
        using var meiThere = mei.At(there);
        await meiThere.BindTwoFactorAsync("acme", cluster.Clock);
        Assert.Equal(
            HttpStatusCode.OK,
            (await oliviaThere.GetAsync("/two-factor/api/profiles/acme/members")).Status
        );
        Assert.Equal(
            HttpStatusCode.NoContent,
            (
                await oliviaHere.PostAsync(
                    "/api/p/acme/owner",
                    new { memberId = IdOf(members, "mei") }
                )
            ).Status
        );
        Assert.Equal(
            "not-owner",
            (await oliviaThere.GetAsync("/two-factor/api/profiles/acme/members")).Code
        );
        Assert.Equal("not-owner", (await oliviaThere.ProfilePostAsync("disable")).Code);
        Assert.Equal(HttpStatusCode.OK, await olivia.HeatmapsAsync(there));

        // Disable by the new Owner, at the other node; then on again: no window of before counts anywhere.
        using var owner = await NodeCaller.AtAsync(mei, there);
        var oscar = await NodeBrowser.SignedInAsync(here, "oscar");
        Assert.Equal(HttpStatusCode.Unauthorized, await oscar.HeatmapsAsync(here));
        Assert.Equal(HttpStatusCode.OK, (await owner.ProfilePostAsync("disable")).Status);
        await ChangesToAsync(cluster, oscar, here, HttpStatusCode.OK);
        await cluster.Clock.AdvanceAsync(TimeSpan.FromSeconds(30));
        await owner.Client.EnableTwoFactorAsync("acme", cluster.Clock);
        await ChangesToAsync(cluster, olivia, here, HttpStatusCode.Unauthorized);
        Assert.NotNull(app);
    }

    [ServersFact]
    public async Task Windows_that_one_node_ends_the_other_refuses_when_its_decisions_have_lived_out()
    {
        await using var cluster = await Cluster.StartAsync(
            nodes: 2,
            settings =>
            {
                settings["ProfileTwoFactor:DecisionLifetime"] = "00:00:02";
                settings["Node:LosesMessages"] = "true";
            }
        );
        var (here, there) = (cluster.Nodes[0], cluster.Nodes[1]);
        var olivia = await NodeBrowser.SignedInAsync(here, "olivia");
        using var oliviaHere = await NodeCaller.AtAsync(olivia, here);
        await oliviaHere.Client.EnableTwoFactorAsync("acme", cluster.Clock);
        var laptop = await NodeBrowser.SignedInAsync(here, "mark");
        using var markHere = await NodeCaller.AtAsync(laptop, here);
        var app = await markHere.Client.BindTwoFactorAsync("acme", cluster.Clock);
        var phone = await NodeBrowser.SignedInAsync(there, "mark");
        using var markThere = await NodeCaller.AtAsync(phone, there);

        // One of the member's own, seen from the other node.
        await VerifiedThereAsync();
        var windows = JsonElement.Parse(
            (await markHere.GetAsync("/two-factor/api/profiles/acme/windows")).Body
        );
        var id = windows
            .EnumerateArray()
            .Single(window => !window.GetProperty("current").GetBoolean())
            .GetProperty("id")
            .GetString();
        var path = $"/two-factor/api/profiles/acme/windows/{id}";
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await markHere.SendAsync(HttpMethod.Delete, path)).Status
        );
        await ChangesToAsync(cluster, phone, there, HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.OK, await laptop.HeatmapsAsync(there));
        Assert.Equal("not-found", (await markHere.SendAsync(HttpMethod.Delete, path)).Code);

        // All others.
        await VerifiedThereAsync();
        Assert.Equal(
            HttpStatusCode.NoContent,
            (
                await markHere.SendAsync(HttpMethod.Delete, "/two-factor/api/profiles/acme/windows")
            ).Status
        );
        await ChangesToAsync(cluster, phone, there, HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.OK, await laptop.HeatmapsAsync(there));

        // The Owner asks everyone again, and stays verified on both nodes.
        await VerifiedThereAsync();
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await oliviaHere.ProfilePostAsync("windows/revoke")).Status
        );
        await ChangesToAsync(cluster, phone, there, HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.Unauthorized, await laptop.HeatmapsAsync(there));
        Assert.Equal(HttpStatusCode.OK, await olivia.HeatmapsAsync(here));
        Assert.Equal(HttpStatusCode.OK, await olivia.HeatmapsAsync(there));

        async Task VerifiedThereAsync()
        {
            await cluster.Clock.AdvanceAsync(TimeSpan.FromSeconds(60));
            Assert.Equal(HttpStatusCode.OK, (await markThere.VerifyAsync(app.Code())).Status);
            Assert.Equal(HttpStatusCode.OK, await phone.HeatmapsAsync(there));
        }
    }

    [ServersFact]
    public async Task At_the_date_both_nodes_refuse_by_their_clocks()
    {
        await using var cluster = await Cluster.StartAsync(
            nodes: 2,
            settings => settings["Node:LosesMessages"] = "true"
        );
        var (here, there) = (cluster.Nodes[0], cluster.Nodes[1]);
        var olivia = await NodeBrowser.SignedInAsync(here, "olivia");
        var mark = await NodeBrowser.SignedInAsync(there, "mark");
        using var owner = await NodeCaller.AtAsync(olivia, here);
        var date = cluster.Clock.GetUtcNow().AddMinutes(10);
        var begun = JsonElement.Parse((await owner.ProfilePostAsync("binding")).Body);
        var app = new FakeAuthenticator(begun.GetProperty("secret").GetString()!, cluster.Clock);
        Assert.Equal(
            HttpStatusCode.OK,
            (
                await owner.ProfilePostAsync(
                    "enable",
                    new { code = app.Code(), enforceFrom = date }
                )
            ).Status
        );
        await BothAsync(HttpStatusCode.OK);

        // A moment before, so that both nodes keep that it isn't enforced.
        await cluster.Clock.AdvanceAsync(
            date - cluster.Clock.GetUtcNow() - TimeSpan.FromSeconds(1)
        );
        await BothAsync(HttpStatusCode.OK);
        await cluster.Clock.AdvanceAsync(TimeSpan.FromSeconds(1));
        await BothAsync(HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.OK, await olivia.HeatmapsAsync(here));
        Assert.Equal(HttpStatusCode.OK, await olivia.HeatmapsAsync(there));

        async Task BothAsync(HttpStatusCode status)
        {
            Assert.Equal(status, await mark.HeatmapsAsync(here));
            Assert.Equal(status, await mark.HeatmapsAsync(there));
        }
    }

    private static async Task ChangesToAsync(
        Cluster cluster,
        NodeBrowser browser,
        SampleNode node,
        HttpStatusCode after
    )
    {
        await cluster.Clock.AdvanceAsync(DecisionLifetime);
        Assert.Equal(after, await browser.HeatmapsAsync(node));
    }

    /// <summary>Passive: looking doesn't extend the window.</summary>
    private static async Task<HttpStatusCode> LiveAsync(NodeBrowser browser, SampleNode node)
    {
        using var client = browser.At(node);
        using var answer = await client.GetAsync("/api/p/acme/live");
        return answer.StatusCode;
    }

    private static async Task SetWindowAsync(NodeCaller owner, string? window)
    {
        var answer = await owner.SendAsync(
            HttpMethod.Put,
            "/two-factor/api/profiles/acme/policy",
            new { window }
        );
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
    }

    private static string IdOf(JsonElement members, string name) =>
        members
            .EnumerateArray()
            .Single(member =>
                member.GetProperty("accountName").GetString() == $"{name}@example.com"
            )
            .GetProperty("memberId")
            .GetString()!;
}
