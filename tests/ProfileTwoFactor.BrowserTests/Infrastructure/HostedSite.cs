using System.Net;
using System.Net.Http.Json;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.BrowserTests.Infrastructure;

/// <summary>The sample in this process, on a clock that tests move forward. It starts in a fraction of the time a process takes.</summary>
internal sealed class HostedSite : Site
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private static readonly Lazy<Task<byte[]>> NewDatabase = new(WarmUpAsync);

    private readonly SiteClock _clock;
    private readonly RecordedLog _log = new();
    private readonly CancellationTokenSource _over = new();
    private readonly SampleFactory _sample;
    private readonly Task _ticking;

    private HostedSite(
        byte[]? database = null,
        Action<IServiceCollection>? services = null,
        string? host = null,
        HostedSite? beside = null
    )
    {
        _clock = beside?._clock ?? new();
        _sample = new SampleFactory(_clock, _log, database, services, beside?._sample);
        _sample.UseKestrel();
        _sample.StartServer();
        Address = host is null ? _sample.Address : _sample.Address.Replace("127.0.0.1", host);
        _ticking = beside is null ? TickAsync() : Task.CompletedTask;
    }

    public override string Address { get; }

    public override string Output => _log.Text;

    public override DateTimeOffset Now => _clock.GetUtcNow();

    public static async Task<Site> StartAsync(Action<IServiceCollection>? services, string? host)
    {
        var database = await NewDatabase.Value;
        return await Task.Run(() => new HostedSite(database, services, host));
    }

    /// <summary>A further node of the same site, with a cache of its own. It ends before the first one.</summary>
    public Task<HostedSite> AddNodeAsync() =>
        Task.Run(() => new HostedSite(host: "localhost", beside: this));

    public override Task PassAsync(TimeSpan time)
    {
        _clock.Pass(time);
        return Task.CompletedTask;
    }

    protected override async Task StopAsync()
    {
        await _over.CancelAsync();
        await _ticking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _sample.DisposeAsync();
        _over.Dispose();
    }

    // Timers of the site go off as they do for people: live clicks, and pauses between two rounds of a watcher. While the machine has no time
    // for this process, none passes here.
    private async Task TickAsync()
    {
        using var timer = new PeriodicTimer(Tick);
        while (await timer.WaitForNextTickAsync(_over.Token))
        {
            _clock.Tick(Tick);
        }
    }

    // The sample gives its database a second. On a busy machine the very first requests of a process take longer and are refused.
    // The others begin with a copy of what this one has made at its start.
    private static async Task<byte[]> WarmUpAsync()
    {
        await using var site = await Task.Run(() => new HostedSite());
        var database = await site._sample.CopyDatabaseAsync();
        using var client = new HttpClient { BaseAddress = new Uri(site.Address) };
        var session = new { email = "mark@example.com", password = "Heatmap!2026" };
        await Poll.UntilAsync(
            "the site answers behind the gate",
            TimeSpan.FromMinutes(2),
            async () =>
            {
                using var signedIn = await client.PostAsJsonAsync("/api/session", session);
                using var answer = await client.GetAsync("/p/acme/settings/members");
                return answer.StatusCode;
            },
            status => status == HttpStatusCode.OK
        );
        return database;
    }
}
