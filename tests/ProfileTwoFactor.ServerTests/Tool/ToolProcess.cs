using System.Diagnostics;
using System.Text.Json;

namespace ProfileTwoFactor.ServerTests.Tool;

/// <summary>One run of <c>profile2fa</c>, as an operator starts it.</summary>
internal sealed record ToolProcess(int ExitCode, string Output, string Errors)
{
    private static readonly string Program = Nodes.SampleNode.BuiltProgram(
        "src/ProfileTwoFactor.Tool",
        "ProfileTwoFactor.Tool"
    );

    /// <summary>Of a run with <c>--json</c>.</summary>
    public JsonElement Json => JsonElement.Parse(Output);

    /// <summary>The stable code of a refusal.</summary>
    public string? Error => Json.GetProperty("error").GetProperty("code").GetString();

    /// <param name="connection">The connection string, in the environment as the docs advise.</param>
    /// <param name="arguments">The command and its options.</param>
    public static async Task<ToolProcess> RunAsync(string connection, params string[] arguments)
    {
        var start = new ProcessStartInfo(Nodes.SampleNode.Command[0], [Program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PROFILE2FA_CONNECTION"] = connection;
        start.Environment["DOTNET_TieredPGO"] = "0";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new ToolProcess(process.ExitCode, await output, errors);
    }

    /// <summary>The same, with the answer as JSON. Fails with what the tool said if it ends in another way than expected.</summary>
    public static async Task<JsonElement> JsonAsync(
        string connection,
        int exitCode,
        params string[] arguments
    )
    {
        var run = await RunAsync(connection, [.. arguments, "--json"]);
        Assert.True(run.ExitCode == exitCode, $"{run.ExitCode}: {run.Output}{run.Errors}");
        Assert.Equal(exitCode, run.Json.GetProperty("exitCode").GetInt32());
        Assert.Equal(exitCode == 0, run.Json.GetProperty("ok").GetBoolean());
        return run.Json;
    }
}
