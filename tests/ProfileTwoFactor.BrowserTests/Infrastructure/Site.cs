using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;

namespace ProfileTwoFactor.BrowserTests.Infrastructure;

/// <summary>The sample, built as it is, in a process of its own with an empty database.</summary>
internal sealed class Site : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("heatmap-site-");
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource<string> _address = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private readonly Process _process;

    private Site((string Key, string Value)[] settings)
    {
        _process = new Process { StartInfo = Configure(settings), EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Exited += (_, _) =>
            _address.TrySetException(new InvalidOperationException($"The site ended.\n{Output}"));
    }

    /// <summary>Scheme, host and port, without a slash at the end.</summary>
    public string Address => _address.Task.Result;

    /// <summary>Everything the site has printed so far.</summary>
    public string Output => string.Join('\n', _output);

    public static async Task<Site> StartAsync(params (string Key, string Value)[] settings)
    {
        var site = new Site(settings);
        site._process.Start();
        site._process.BeginOutputReadLine();
        site._process.BeginErrorReadLine();
        await site._address.Task.WaitAsync(StartLimit);
        await site.WarmUpAsync();
        return site;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _data.Delete(recursive: true);
    }

    // The gate gives its stores a second. On a busy machine the very first request of a process takes longer and is refused.
    private async Task WarmUpAsync()
    {
        using var client = new HttpClient { BaseAddress = new Uri(Address) };
        var session = new { email = "mark@example.com", password = "Heatmap!2026" };
        using var signedIn = await client.PostAsJsonAsync("/api/session", session);
        signedIn.EnsureSuccessStatusCode();
        await Poll.UntilAsync(
            "the site answers behind the gate",
            StartLimit,
            async () =>
            {
                using var answer = await client.GetAsync("/p/acme/settings/members");
                return answer.StatusCode;
            },
            status => status == HttpStatusCode.OK
        );
    }

    private ProcessStartInfo Configure((string Key, string Value)[] settings)
    {
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [TestPaths.SampleAssembly]
        )
        {
            WorkingDirectory = TestPaths.SampleFolder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["ConnectionStrings__Database"] =
            $"Data Source={Path.Combine(_data.FullName, "heatmap.db")}";
        start.Environment["DataProtection__KeysPath"] = Path.Combine(_data.FullName, "keys");
        // What takes the engine more than its second here is a busy machine, and none of these tests is about deadlines.
        start.Environment["ProfileTwoFactor__DependencyTimeout"] = "00:00:15";
        foreach (var (key, value) in settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

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
