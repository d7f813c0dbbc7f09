using System.Diagnostics;

namespace ProfileTwoFactor.ServerTests.Tool;

/// <summary><c>profile2fa</c> as an operator starts it, without a terminal. For what only a process shows: most tests use <see cref="ToolRun"/>.</summary>
internal sealed class ToolProcess : IDisposable
{
    private static readonly string Program = Nodes.SampleNode.BuiltProgram(
        "src/ProfileTwoFactor.Tool",
        "ProfileTwoFactor.Tool"
    );

    private readonly Process _process;

    private ToolProcess(Process process) => _process = process;

    public bool HasEnded => _process.HasExited;

    public static async Task<ToolRun> RunAsync(string connection, params string[] arguments)
    {
        using var tool = Start(connection, arguments);
        return await tool.EndAsync();
    }

    /// <param name="connection">The connection string, in the environment as the docs advise.</param>
    /// <param name="arguments">The command and its options.</param>
    public static ToolProcess Start(string connection, params string[] arguments)
    {
        var start = new ProcessStartInfo(Nodes.SampleNode.Command[0], [Program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PROFILE2FA_CONNECTION"] = connection;
        start.Environment["DOTNET_TieredPGO"] = "0";
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return new ToolProcess(process);
    }

    public async Task<ToolRun> EndAsync()
    {
        var output = _process.StandardOutput.ReadToEndAsync();
        var errors = await _process.StandardError.ReadToEndAsync();
        await _process.WaitForExitAsync();
        return new ToolRun(_process.ExitCode, await output, errors);
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose() => _process.Dispose();
}
