using System.Text.Json;
using ProfileTwoFactor.Tool.CommandLine;
using ProfileTwoFactor.Tool.Output;

namespace ProfileTwoFactor.ServerTests.Tool;

/// <summary>What one run of <c>profile2fa</c> said, and how it ended.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Errors)
{
    /// <summary>Of a run with <c>--json</c>.</summary>
    public JsonElement Json => JsonElement.Parse(Output);

    /// <summary>The stable code of a refusal.</summary>
    public string? Error => Json.GetProperty("error").GetProperty("code").GetString();

    /// <summary>In this process and without a terminal. A process of its own, as <see cref="ToolProcess"/> starts it, takes seconds to load.</summary>
    /// <param name="connection">The connection string, in the environment as the docs advise.</param>
    /// <param name="arguments">The command and its options.</param>
    public static async Task<ToolRun> RunAsync(string connection, params string[] arguments)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var console = new ToolConsole(
            output,
            errors,
            TextReader.Null,
            isInteractive: false,
            name => name == "PROFILE2FA_CONNECTION" ? connection : null
        );
        // Beside the test, as a process would be: SQLite's driver keeps its thread until a command ends.
        var exit = await Task.Run(() => ToolCommandLine.RunAsync(arguments, console));
        return new ToolRun(exit, output.ToString(), errors.ToString());
    }

    /// <summary>The same, with the answer as JSON. Fails with what the tool said if it ends in another way than expected.</summary>
    public static async Task<JsonElement> JsonAsync(
        string connection,
        int exitCode,
        params string[] arguments
    ) => (await RunAsync(connection, [.. arguments, "--json"])).Expect(exitCode);

    /// <summary>The answer of a run with <c>--json</c> that must have ended so.</summary>
    public JsonElement Expect(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"{ExitCode}: {Output}{Errors}");
        Assert.Equal(exitCode, Json.GetProperty("exitCode").GetInt32());
        Assert.Equal(exitCode == 0, Json.GetProperty("ok").GetBoolean());
        return Json;
    }
}
