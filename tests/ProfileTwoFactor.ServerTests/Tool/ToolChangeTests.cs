using System.Net;
using ProfileTwoFactor.ServerTests.Nodes;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Testing;

namespace ProfileTwoFactor.ServerTests.Tool;

/// <summary>What an operator changes with the tool holds on a site that serves, and reaches the people.</summary>
public sealed class ToolChangeTests
{
    [PostgresTheory, InlineData("Sqlite"), InlineData("Postgres")]
    public async Task A_reset_by_the_tool_ends_the_members_windows_and_is_mailed_and_in_the_history(
        string provider
    )
    {
        await using var site = await ToolSite.ServeAsync(provider);
        var mark = await site.VerifiedAsync("mark", site.Mark);
        var member = await site.MemberAsync("mark");

        var done = await site.ToolAsync(
            0,
            "reset",
            "--profile",
            "acme",
            "--member",
            member,
            "--reason",
            ToolSite.Reason,
            "--operator",
            "sam",
            "--yes"
        );

        Assert.Equal(1, done.GetProperty("removed").GetInt32());
        Assert.True(done.GetProperty("historyWritten").GetBoolean());
        await site.LiveOutAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, await mark.HeatmapsAsync(site.Node));
        Assert.Equal(
            ToolSite.Reason,
            await site.SqlAsync(
                """SELECT "Reason" FROM "TwoFactorHistory" WHERE "Kind" = 'RemovedByOperator' AND "ActorMemberId" = 'sam'"""
            )
        );
        // The old authenticator is worth nothing, and a new one is bound. That files a mail, so the worker looks at once.
        var browser = await NodeBrowser.SignedInAsync(site.Node, "mark");
        using (var caller = await NodeCaller.AtAsync(browser, site.Node))
        {
            Assert.Equal("not-bound", (await caller.VerifyAsync(site.Mark.Code())).Code);
        }

        using (var client = browser.At(site.Node))
        {
            await client.BindTwoFactorAsync("acme", site.Clock);
        }

        await site.MailedAsync("mark@example.com", "support");
        // The app's own trail has the event once, with the name that only the app knows, and the history still once.
        await Eventually.TrueAsync(
            async () =>
                await site.SqlAsync(
                    """SELECT COUNT(*) FROM "SecurityEvents" WHERE "Kind" = 'RemovedByOperator' AND "AccountName" = 'mark@example.com'"""
                ) == "1",
            "the app's trail has it"
        );
        Assert.Equal(
            "1",
            await site.SqlAsync(
                """SELECT COUNT(*) FROM "TwoFactorHistory" WHERE "Kind" = 'RemovedByOperator'"""
            )
        );
    }

    [PostgresTheory, InlineData("Sqlite"), InlineData("Postgres")]
    public async Task A_profile_that_the_tool_disables_opens_and_its_old_bindings_are_void(
        string provider
    )
    {
        await using var site = await ToolSite.ServeAsync(provider);
        var mark = await NodeBrowser.SignedInAsync(site.Node, "mark");
        Assert.Equal(HttpStatusCode.Unauthorized, await mark.HeatmapsAsync(site.Node));

        await site.ToolAsync(
            0,
            "disable-profile",
            "--profile",
            "acme",
            "--reason",
            ToolSite.Reason,
            "--yes"
        );

        await site.LiveOutAsync();
        Assert.Equal(HttpStatusCode.OK, await mark.HeatmapsAsync(site.Node));
        var olivia = await NodeBrowser.SignedInAsync(site.Node, "olivia");
        using (var client = olivia.At(site.Node))
        {
            // Files a mail, so the worker looks at once.
            await client.EnableTwoFactorAsync("acme", site.Clock);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await mark.HeatmapsAsync(site.Node));
        await site.MailedAsync("olivia@example.com", "support");
    }

    [PostgresFact]
    public async Task Two_tools_at_once_remove_once()
    {
        await using var site = await ToolSite.CopyAsync("Postgres");
        var member = await site.MemberAsync("mark");
        string[] reset =
        [
            "reset",
            "--profile",
            "acme",
            "--member",
            member,
            "--reason",
            ToolSite.Reason,
            "--yes",
            "--json",
        ];

        var runs = await Task.WhenAll(
            ToolRun.RunAsync(site.Connection, reset),
            ToolRun.RunAsync(site.Connection, reset)
        );

        Assert.Equal([0, 6], runs.Select(run => run.ExitCode).Order());
        Assert.Equal(
            "1",
            await site.SqlAsync(
                """SELECT COUNT(*) FROM "TwoFactorHistory" WHERE "Kind" = 'RemovedByOperator'"""
            )
        );
    }

    [PostgresFact]
    public async Task A_command_that_has_ended_has_no_connection_left()
    {
        await using var site = await ToolSite.CopyAsync("Postgres");

        await site.ToolAsync(0, "status");

        await Eventually.TrueAsync(
            async () =>
                await site.SqlAsync(
                    "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'profile2fa'"
                ) == "0",
            "the server has none of the tool"
        );
    }

    [Fact]
    public async Task Unknown_ids_and_members_without_anything_are_named_and_nothing_is_changed()
    {
        await using var site = await ToolSite.CopyAsync("Sqlite");
        var before = await site.ContentAsync();
        string[] reason = ["--reason", ToolSite.Reason, "--yes"];

        await site.ToolAsync(5, ["disable-profile", "--profile", "ACME", .. reason]);
        await site.ToolAsync(5, ["reset", "--account", "no-one", .. reason]);
        await site.ToolAsync(5, "member", "--profile", "nothing", "--member", "x");
        await site.ToolAsync(6, ["reset", "--profile", "acme", "--member", "no-one", .. reason]);

        Assert.Equal(before, await site.ContentAsync());
    }
}
