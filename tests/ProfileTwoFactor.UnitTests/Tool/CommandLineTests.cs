using System.CommandLine;
using System.Text.Json;
using ProfileTwoFactor.Tool.CommandLine;
using ProfileTwoFactor.Tool.Output;
using ProfileTwoFactor.UnitTests.Docs;

namespace ProfileTwoFactor.UnitTests.Tool;

public sealed class CommandLineTests
{
    private const string Canary = "Password=canary";

    [Theory]
    [InlineData]
    [InlineData("nothing")]
    [InlineData("status", "--limit", "-1")]
    [InlineData("status", "--timeout", "0")]
    [InlineData("status", "--timeout", "31")]
    [InlineData("status", "--timeout", "canary")]
    [InlineData("status", "--timeout", "99999999999")]
    [InlineData("status", "--limit", "canary")]
    [InlineData("status", "--limit", "1.5")]
    [InlineData("status", "--all=canary")]
    [InlineData("status", "--json=canary")]
    [InlineData("reset", "--profile", "acme", "--member", "m", "--reason", "x", "--yes=canary")]
    [InlineData("doctor", "--keys", "a", "--keys-in-database=canary")]
    [InlineData("status", "--provider", "oracle")]
    [InlineData("member")]
    [InlineData("member", "--profile", "acme")]
    [InlineData("member", "--profile", "acme", "--account", "mark")]
    [InlineData("member", "--account", "mark", "--member", "m")]
    [InlineData("reset", "--profile", "acme", "--member", "m")]
    [InlineData("reset", "--profile", "acme", "--member", "m", "--reason", " ")]
    [InlineData("disable-profile", "--reason", "why")]
    [InlineData("disable-profile", "--account", "mark", "--reason", "why")]
    [InlineData("doctor", "--keys", "a", "--keys-in-database")]
    [InlineData("doctor", "--smtp", "host:0")]
    [InlineData("export")]
    [InlineData("import")]
    [InlineData("status", "--connection", Canary, "Host=x;" + Canary)]
    public async Task Run_WithoutSense_EndsWithUsageAndRepeatsNoValue(params string[] arguments)
    {
        var (exit, output, errors) = await RunAsync([.. arguments, "--json"]);

        Assert.Equal(2, exit);
        var answer = JsonElement.Parse(output);
        Assert.Equal("usage", answer.GetProperty("error").GetProperty("code").GetString());
        Assert.DoesNotContain("canary", output + errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--profile", 200)]
    [InlineData("--stamp", 100)]
    [InlineData("--tenant", 200)]
    [InlineData("--operator", 200)]
    public async Task Run_WithAValueThatIsTooLong_EndsWithUsage(string option, int most)
    {
        string[] reset =
        [
            "reset",
            "--member",
            "m",
            "--reason",
            "why",
            "--connection",
            "Data Source=none.db",
            "--json",
        ];
        string[] named = option == "--profile" ? reset : [.. reset, "--profile", "acme"];

        var fits = await RunAsync([.. named, option, new string('x', most)]);
        var exceeds = await RunAsync([.. named, option, new string('x', most + 1)]);

        // There is no such file.
        Assert.Equal(3, fits.Exit);
        Assert.Equal(2, exceeds.Exit);
        var error = JsonElement.Parse(exceeds.Output).GetProperty("error");
        Assert.Equal("usage", error.GetProperty("code").GetString());
        Assert.Contains($"{most} characters", error.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-connection", "status")]
    [InlineData("bad-connection", "status", "--connection", "=" + Canary)]
    [InlineData(
        "bad-connection",
        "status",
        "--provider",
        "postgres",
        "--connection",
        "Nonsense=1;" + Canary
    )]
    [InlineData("bad-connection", "status", "--connection", "Data Source=:memory:;" + Canary)]
    [InlineData("no-provider", "status", "--connection", "Server=x;Uid=y;" + Canary)]
    [InlineData("no-settings", "status", "--settings", "/nowhere/" + Canary)]
    [InlineData(
        "provider-missing",
        "status",
        "--provider",
        "mysql",
        "--connection",
        "Server=x;" + Canary
    )]
    [InlineData("tables-named-in-part", "status", "--policy-table", "x")]
    [InlineData("tables-named-in-part", "status", "--schema", "x")]
    [InlineData("tables-named-in-part", "status", "--history-schema", "x")]
    [InlineData("tables-named-in-part", "status", "--schema", "x", "--history-table", "y")]
    [InlineData("history-and-no-history", "status", "--no-history", "--history-table", "x")]
    [InlineData("no-keys", "rotate-keys", "--connection", "Data Source=none.db;" + Canary)]
    [InlineData(
        "no-application",
        "disable-profile",
        "--profile",
        "acme",
        "--reason",
        "why",
        "--redis",
        "localhost," + Canary,
        "--connection",
        "Data Source=none.db;" + Canary
    )]
    public async Task Run_WithSettingsThatMakeNoSense_SaysWhichAndRepeatsNoValue(
        string code,
        params string[] arguments
    )
    {
        var (exit, output, errors) = await RunAsync([.. arguments, "--json"]);

        Assert.Equal(2, exit);
        var error = JsonElement.Parse(output).GetProperty("error");
        Assert.Equal(code, error.GetProperty("code").GetString());
        Assert.NotEqual("", error.GetProperty("fix").GetString());
        Assert.DoesNotContain("canary", output + errors, StringComparison.Ordinal);
    }

    /// <summary>The parser would read the file of that name, and what it says would take the place of the id.</summary>
    [Fact]
    public async Task Run_WithAnIdThatBeginsWithAt_ReadsNoFileInItsPlace()
    {
        var folder = Directory.CreateTempSubdirectory("ptf-tool-");
        var file = Path.Combine(folder.FullName, "ids");
        await File.WriteAllTextAsync(file, "mark --member another");

        var (exit, output, _) = await RunAsync(["member", "--account", $"@{file}", "--json"]);

        Assert.Equal(2, exit);
        // What it comes to next, and no refusal of options that only the file has.
        var error = JsonElement.Parse(output).GetProperty("error");
        Assert.Equal("no-connection", error.GetProperty("code").GetString());
        folder.Delete(recursive: true);
    }

    /// <summary>Interrupted in its commit, the change may have been made: a second run would remove what was bound since.</summary>
    [Theory]
    [InlineData("reset", "--profile", "acme", "--member", "mark")]
    [InlineData("reset", "--account", "mark")]
    [InlineData("disable-profile", "--profile", "acme")]
    public async Task Interrupted_AChange_SaysWhenNotToRunItAgain(params string[] change)
    {
        var root = ToolCommandLine.Root(new CommandRunner(Console(out var output, out _)));

        var exit = await root.Parse([
                .. change,
                "--reason",
                "why",
                "--yes",
                "--connection",
                "Data Source=none.db",
                "--json",
            ])
            .InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false },
                new CancellationToken(canceled: true)
            );

        Assert.Equal(130, exit);
        var error = JsonElement.Parse(output.ToString()).GetProperty("error");
        Assert.Equal("interrupted", error.GetProperty("code").GetString());
        Assert.Contains(
            "unless the person has bound an authenticator again",
            error.GetProperty("fix").GetString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Help_OfEachCommand_IsThereAndOnThePage()
    {
        var page = Checkout.Read("docs/operators.md");
        var root = ToolCommandLine.Root(new CommandRunner(Console(out _, out _)));

        Assert.Equal(8, root.Subcommands.Count);
        foreach (var command in root.Subcommands)
        {
            var (exit, output, _) = await RunAsync([command.Name, "--help"]);
            Assert.Equal(0, exit);
            Assert.Contains("--settings", output, StringComparison.Ordinal);
            Assert.Contains($"`{command.Name}`", page, StringComparison.Ordinal);
        }
    }

    private static async Task<(int Exit, string Output, string Errors)> RunAsync(string[] arguments)
    {
        var exit = await ToolCommandLine.RunAsync(
            arguments,
            Console(out var output, out var errors)
        );
        return (exit, output.ToString(), errors.ToString());
    }

    private static ToolConsole Console(out StringWriter output, out StringWriter errors)
    {
        (output, errors) = (new StringWriter(), new StringWriter());
        return new ToolConsole(output, errors, TextReader.Null, isInteractive: false, _ => null);
    }
}
