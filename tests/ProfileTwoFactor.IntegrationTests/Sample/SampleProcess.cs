using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Reflection;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.IntegrationTests.Sample;

/// <summary>The sample as it was built, in a process of its own that can be killed.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource<Uri> _address = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private readonly TextWriter _log = KeptResults.Log("sample");
    private readonly Process _process;

    private SampleProcess(IReadOnlyDictionary<string, string> settings)
    {
        _process = new Process { StartInfo = Configure(settings), EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Exited += (_, _) =>
            _address.TrySetException(
                new InvalidOperationException($"The site ended.\n{string.Join('\n', _output)}")
            );
    }

    /// <summary>What it has written so far.</summary>
    public string Output => string.Join('\n', _output);

    public static async Task<SampleProcess> StartAsync(IReadOnlyDictionary<string, string> settings)
    {
        var site = new SampleProcess(settings);
        site._process.Start();
        site._process.BeginOutputReadLine();
        site._process.BeginErrorReadLine();
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

    public async Task<Browser> SignedInAsync(string name)
    {
        var browser = new Browser(
            new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false },
            await _address.Task,
            TimeProvider.System
        );
        var answer = await SampleSite.SignInAsync(
            browser,
            $"{name}@example.com",
            SampleSite.Password
        );
        Assert.Equal(HttpStatusCode.NoContent, answer.Status);
        return browser;
    }

    /// <summary>Like <c>kill -9</c>: no handler, no finally, nothing of it runs any more when this returns.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        await _log.DisposeAsync();
    }

    private static ProcessStartInfo Configure(IReadOnlyDictionary<string, string> settings)
    {
        var folder = Metadata("SampleFolder");
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [Path.Combine(folder, Metadata("SampleOutput"))]
        )
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        // No deadline decides about a test on a busy machine, on which the first calls of a process take longer than a second.
        start.Environment["ProfileTwoFactor__DependencyTimeout"] = "00:00:30";
        foreach (var (key, value) in settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return start;
    }

    private static string Metadata(string key) =>
        typeof(SampleProcess)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == key)
            .Value!;

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        _output.Enqueue(line);
        _log.WriteLine(line);
        var at = line.IndexOf(Listening, StringComparison.Ordinal);
        if (at >= 0)
        {
            _address.TrySetResult(new Uri(line[(at + Listening.Length)..].Trim()));
        }
    }
}
