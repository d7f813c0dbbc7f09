using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Testing;

namespace ProfileTwoFactor.ServerTests.Nodes.Faults;

/// <summary>A database that is restored from a backup, and what the runbook says to do then: its own statements, run on it.</summary>
[Collection(Cluster.First)]
public sealed class RestoredDatabaseTests(FaultyNode fixture) : IClassFixture<FaultyNode>
{
    private const string AccountCall = "/two-factor/api/account";

    private Cluster Cluster => fixture.Cluster;

    [ServersFact]
    public async Task A_database_restored_from_a_backup_believes_nothing_of_before_and_each_member_is_back_with_a_code()
    {
        // The statements know the database's time only.
        await Cluster.Clock.CatchUpAsync();
        var mark = await BrowserAsync("mark");
        using var markHere = mark.At(fixture.Node);
        var marks = await markHere.BindTwoFactorAsync("acme", Cluster.Clock);
        var mei = await BrowserAsync("mei");
        var meis = await SetUpAccountAsync(mei);
        var (partialSignIn, _) = await PartialSignInAsync(fixture.Node, "mei");
        var backup = await Cluster.Postgres.BackUpAsync(fixture.Database);

        // A success that the backup has not heard of.
        var laptop = await BrowserAsync("mark");
        var used = marks.Code();
        using (var caller = await NodeCaller.AtAsync(laptop, fixture.Node))
        {
            Assert.Equal(HttpStatusCode.OK, (await caller.VerifyAsync(used)).Status);
        }

        var node = await RestoredAsync(backup, "windows");

        // Signed in still, but every window is over, and the code is used.
        foreach (var browser in (NodeBrowser[])[mark, laptop])
        {
            using var caller = await NodeCaller.AtAsync(browser, node);
            Assert.Equal("verification-required", (await FaultyNode.GatedAsync(caller)).Code);
        }

        using (var thief = await NodeCaller.AtAsync(laptop, node))
        {
            Assert.Equal("invalid-code", (await thief.VerifyAsync(used)).Code);
        }

        // The account's session would go on; the second statement ends it, and the sign-in that waits for its code.
        Assert.Equal(HttpStatusCode.OK, await AccountAsync(mei, node));
        await Cluster.SqlAsync(RunbookSql.Read("sessions"));
        Assert.Equal(HttpStatusCode.Unauthorized, await AccountAsync(mei, node));
        Assert.Equal(HttpStatusCode.Unauthorized, await mark.HeatmapsAsync(node));
        await Cluster.Clock.CatchUpAsync();
        await Cluster.Clock.AdvanceAsync(TimeSpan.FromMinutes(2));
        using (var caller = await NodeCaller.AtAsync(partialSignIn, node))
        {
            var refused = await caller.PostAsync(
                AccountCall + "/verify",
                new { code = meis.Code() }
            );
            Assert.Equal("sign-in-required", refused.Code);
        }

        // No one binds again.
        await IsBackAsync(node, "olivia", fixture.App);
        await IsBackAsync(node, "mark", marks);
        Assert.Equal(HttpStatusCode.NoContent, await SignInByCodeAsync(node, "mei", meis));
    }

    [ServersFact]
    public async Task New_epochs_for_every_profile_make_members_bind_again_and_lock_no_account_out()
    {
        var oscars = await SetUpAccountAsync(await BrowserAsync("oscar"));
        var node = await RestoredAsync(
            await Cluster.Postgres.BackUpAsync(fixture.Database),
            "epochs"
        );

        var olivia = await NodeBrowser.SignedInAsync(node, "olivia");
        using var caller = await NodeCaller.AtAsync(olivia, node);
        Assert.Equal("binding-required", (await FaultyNode.GatedAsync(caller)).Code);
        await caller.Client.BindTwoFactorAsync("acme", Cluster.Clock);
        Assert.Equal(HttpStatusCode.OK, (await FaultyNode.GatedAsync(caller)).Status);
        await Eventually.TrueAsync(
            async () =>
                await Cluster.SqlAsync(
                    """SELECT "RetiredEpochs" FROM "TwoFactorPolicies" WHERE "ScopeId" = 'acme'"""
                ) == "[]",
            "what was bound before is swept"
        );
        await Cluster.Clock.AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.NoContent, await SignInByCodeAsync(node, "oscar", oscars));
    }

    private Task<NodeBrowser> BrowserAsync(string name) =>
        NodeBrowser.SignedInAsync(fixture.Node, name);

    /// <summary>A node on the database of a backup, after a statement of the runbook.</summary>
    private async Task<SampleNode> RestoredAsync(string backup, string statement)
    {
        // The node of before goes on with the database of before: only this one's memory counts, and it begins now.
        Cluster.Settings["ConnectionStrings:Database"] = await Cluster.Postgres.RestoreAsync(
            backup
        );
        await Cluster.SqlAsync(RunbookSql.Read(statement));
        return await Cluster.AddNodeAsync();
    }

    private async Task<FakeAuthenticator> SetUpAccountAsync(NodeBrowser browser)
    {
        using var caller = await NodeCaller.AtAsync(browser, fixture.Node);
        var pending = await caller.PostAsync(AccountCall + "/binding", null);
        var app = new FakeAuthenticator(
            JsonElement.Parse(pending.Body).GetProperty("secret").GetString()!,
            Cluster.Clock
        );
        var enabled = await caller.PostAsync(AccountCall + "/enable", new { code = app.Code() });
        Assert.Equal(HttpStatusCode.OK, enabled.Status);
        return app;
    }

    private static async Task<(NodeBrowser Browser, NodeAnswer Answer)> PartialSignInAsync(
        SampleNode node,
        string name
    )
    {
        var browser = new NodeBrowser();
        using var client = browser.At(node);
        using var response = await client.PostAsJsonAsync(
            "/api/session",
            new { email = $"{name}@example.com", password = NodeBrowser.Password }
        );
        var answer = await NodeAnswer.ReadAsync(response);
        Assert.Equal("account-verification-required", answer.Code);
        return (browser, answer);
    }

    private static async Task<HttpStatusCode> SignInByCodeAsync(
        SampleNode node,
        string name,
        FakeAuthenticator app
    )
    {
        var (browser, _) = await PartialSignInAsync(node, name);
        using var caller = await NodeCaller.AtAsync(browser, node);
        return (await caller.PostAsync(AccountCall + "/verify", new { code = app.Code() })).Status;
    }

    private static async Task<HttpStatusCode> AccountAsync(NodeBrowser browser, SampleNode node)
    {
        using var client = browser.At(node);
        using var answer = await client.GetAsync(AccountCall);
        return answer.StatusCode;
    }

    private static async Task IsBackAsync(SampleNode node, string name, FakeAuthenticator app)
    {
        var browser = await NodeBrowser.SignedInAsync(node, name);
        using var caller = await NodeCaller.AtAsync(browser, node);
        Assert.Equal(HttpStatusCode.OK, (await caller.VerifyAsync(app.Code())).Status);
        Assert.Equal(HttpStatusCode.OK, (await FaultyNode.GatedAsync(caller)).Status);
    }
}
