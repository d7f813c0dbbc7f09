using System.Net;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Testing;

namespace ProfileTwoFactor.ServerTests.Nodes;

[Collection(Cluster.First)]
public sealed class NodeKillTests
{
    [ServersFact]
    public async Task A_node_killed_right_after_its_answers_has_lost_nothing_of_them()
    {
        await using var cluster = await Cluster.StartAsync(nodes: 3, killsNodes: true);
        var (first, second, third) = (cluster.Nodes[0], cluster.Nodes[1], cluster.Nodes[2]);
        var olivia = await NodeBrowser.SignedInAsync(first, "olivia");
        var mark = await NodeBrowser.SignedInAsync(second, "mark");
        var thief = await NodeBrowser.SignedInAsync(third, "mark");
        FakeAuthenticator marks;

        // On, and the Owner verified.
        using (var client = olivia.At(first))
        {
            await client.EnableTwoFactorAsync("acme", cluster.Clock);
        }

        first.Kill();
        Assert.Equal(HttpStatusCode.OK, await olivia.HeatmapsAsync(second));
        Assert.Equal(HttpStatusCode.Unauthorized, await mark.HeatmapsAsync(second));

        // Bound, and the code used.
        string used;
        using (var client = mark.At(second))
        {
            marks = await client.BindTwoFactorAsync("acme", cluster.Clock);
        }

        await cluster.Clock.AdvanceAsync(TimeSpan.FromSeconds(60));
        using (var client = await NodeCaller.AtAsync(mark, second))
        {
            used = marks.Code();
            Assert.Equal(HttpStatusCode.OK, (await client.VerifyAsync(used)).Status);
        }

        second.Kill();
        Assert.Equal(HttpStatusCode.OK, await mark.HeatmapsAsync(third));
        using var wrong = await NodeCaller.AtAsync(thief, third);
        Assert.Equal("invalid-code", (await wrong.VerifyAsync(used)).Code);

        // Wrong codes, counted.
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal("invalid-code", (await wrong.VerifyAsync(marks.WrongCode())).Code);
        }

        third.Kill();
        var fresh = await cluster.AddNodeAsync();
        using var again = await NodeCaller.AtAsync(thief, fresh);
        Assert.Equal("invalid-code", (await again.VerifyAsync(marks.WrongCode())).Code);
        Assert.Equal("locked-out", (await again.VerifyAsync(marks.Code())).Code);
        // Members who are in stay in.
        Assert.Equal(HttpStatusCode.OK, await mark.HeatmapsAsync(fresh));
        Assert.Equal(HttpStatusCode.OK, await olivia.HeatmapsAsync(fresh));
    }
}
