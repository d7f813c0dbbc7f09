using System.Collections.Concurrent;
using System.Diagnostics;

namespace ProfileTwoFactor.BrowserTests.Infrastructure;

/// <summary>The sample as <c>dotnet run</c> starts it: another process, on the real clock.</summary>
internal sealed class RunningSample : Site
{
    private const string Listening = "Now listening on: ";
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("heatmap-sample-");
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource<string> _address = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private readonly Process _process;

    private RunningSample()
    {
        _process = new Process { StartInfo = Configure(), EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Exited += (_, _) =>
            _address.TrySetException(new InvalidOperationException($"The site ended.\n{Output}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public override string Address => _address.Task.Result;

    public override string Output => string.Join('\n', _output);

    public override DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public static async Task<Site> StartAsync()
    {
        var site = new RunningSample();
        try
        {
            await site._address.Task.WaitAsync(StartLimit);
            return site;
        }
        catch
        {
            // It would run on after the tests, and take from them until then.
            await site.DisposeAsync();
            throw;
        }
    }

    public override Task PassAsync(TimeSpan time) => Task.Delay(time);

    protected override async Task StopAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _data.Delete(recursive: true);
    }

    private ProcessStartInfo Configure()
    {
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            // Another address than that of the launch profile, which may be taken.
            [
                "run",
                "--no-build",
                "--configuration",
                TestPaths.Configuration,
                "--",
                "--urls",
                "http://127.0.0.1:0",
            ]
        )
        {
            WorkingDirectory = TestPaths.SampleFolder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Not into the folder of a developer who tries the sample on this machine.
        start.Environment["ConnectionStrings__Database"] =
            $"Data Source={Path.Combine(_data.FullName, "heatmap.db")}";
        start.Environment["DataProtection__KeysPath"] = Path.Combine(_data.FullName, "keys");
        // A busy machine may take longer than a second for what a new process does for the first time.
        start.Environment["ProfileTwoFactor__DependencyTimeout"] = "00:00:15";
        // A code is good for at least as long as a browser is waited for.
        start.Environment["ProfileTwoFactor__ToleratedSteps"] = "2";
        return start;
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        _output.Enqueue(line);
        var at = line.IndexOf(Listening, StringComparison.Ordinal);
        if (at >= 0)
        {
            _address.TrySetResult(line[(at + Listening.Length)..].Trim());
        }
    }
}
