namespace ProfileTwoFactor.ServerTests.Tool;

/// <summary>The tool as a process of its own: how it starts, where it reads and writes, and how it ends.</summary>
public sealed class ToolProcessTests
{
    [Fact]
    public async Task Results_are_on_the_output_and_errors_are_not_and_the_process_ends_with_the_code()
    {
        await using var site = await ToolSite.CopyAsync("Sqlite");

        var status = await ToolProcess.RunAsync(site.Connection, "status", "--json");
        var missing = await ToolProcess.RunAsync(
            site.Connection,
            "member",
            "--profile",
            "nothing",
            "--member",
            "x"
        );

        var answer = status.Expect(0);
        Assert.Equal(1, answer.GetProperty("profiles").GetProperty("enforced").GetInt32());
        Assert.Equal("", status.Errors);
        Assert.Equal(5, missing.ExitCode);
        Assert.Equal("", missing.Output);
        Assert.StartsWith("profile2fa member: ", missing.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_terminal_and_without_yes_nothing_is_changed()
    {
        await using var site = await ToolSite.CopyAsync("Sqlite");
        var before = await site.ContentAsync();

        var refused = await ToolProcess.RunAsync(
            site.Connection,
            "disable-profile",
            "--profile",
            "acme",
            "--reason",
            ToolSite.Reason,
            "--json"
        );

        Assert.Equal(7, refused.ExitCode);
        Assert.Equal("not-confirmed", refused.Error);
        Assert.Equal(before, await site.ContentAsync());
    }

    [Fact]
    public async Task Two_processes_at_once_remove_once()
    {
        // Whose file only processes lock against each other; for a server, ToolChangeTests has the same.
        await using var site = await ToolSite.CopyAsync("Sqlite");
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
            ToolProcess.RunAsync(site.Connection, reset),
            ToolProcess.RunAsync(site.Connection, reset)
        );

        Assert.Equal([0, 6], runs.Select(run => run.ExitCode).Order());
        Assert.Equal(
            "1",
            await site.SqlAsync(
                """SELECT COUNT(*) FROM "TwoFactorHistory" WHERE "Kind" = 'RemovedByOperator'"""
            )
        );
    }
}
