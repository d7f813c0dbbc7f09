using System.Diagnostics;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.BrowserTests.Infrastructure;

/// <summary>Runs a program and gives what it printed.</summary>
internal static class Command
{
    public static async Task<string> RunAsync(string tool, params string[] arguments)
    {
        var start = new ProcessStartInfo(
            Tools.Find(tool) ?? throw new InvalidOperationException($"{tool} is not installed."),
            arguments
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output.Trim()
            : throw new InvalidOperationException($"{tool} failed: {await error}");
    }
}
