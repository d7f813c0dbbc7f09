using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Notifications;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.IntegrationTests.Operators;

/// <summary>What an operator's OpenTelemetry exports.</summary>
public sealed class GaugeTests : IDisposable
{
    private readonly List<Metric> _exported = [];
    private readonly RecordedLog _log = new();
    private MeterProvider? _provider;

    public void Dispose() => _provider?.Dispose();

    [Fact]
    public async Task Export_HasProfilesMembersAndTheLastVerification()
    {
        await using var host = await StartAsync();
        var (owner, app) = await host.EnableAsync();
        await host.BindAsync("mark");
        var (oscar, _) = await host.EnableAsync("beta", "oscar");
        await oscar.ProfilePostAsync("beta", "disable");
        host.Clock.NextStep();
        await owner.VerifyAsync(app.CurrentCode());
        var verifiedAt = host.Clock.GetUtcNow();

        await ReadAsync();

        Assert.Equal(1, Value("profile_two_factor.profiles", "enforced"));
        Assert.Equal(0, Value("profile_two_factor.profiles", "scheduled"));
        Assert.Equal(1, Value("profile_two_factor.profiles", "off"));
        Assert.Equal(2, Value("profile_two_factor.members", "bound"));
        Assert.Equal(2, Value("profile_two_factor.members", "not_bound"));
        Assert.Equal(verifiedAt.ToUnixTimeSeconds(), Value("profile_two_factor.last_verification"));
        Assert.Equal(0, Value("profile_two_factor.reading_age"));
    }

    [Fact]
    public async Task Member_WhoWasRemoved_IsNotCounted()
    {
        await using var host = await StartAsync();
        await host.EnableAsync();
        await host.BindAsync("mark");
        host.Directory.RemoveMember("acme", "mark");

        await ReadAsync();

        Assert.Equal(1, Value("profile_two_factor.members", "bound"));
        Assert.Equal(2, Value("profile_two_factor.members", "not_bound"));
    }

    [Fact]
    public async Task Exports_WithinTheInterval_ReadTheStoreOnce()
    {
        var store = new CountingPolicies();
        await using var host = await StartAsync(store: store);
        await ReadAsync();
        for (var number = 0; number < 50; number++)
        {
            Export();
        }

        host.Clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        Export();
        Assert.Equal(1, store.Listed);
        Assert.Equal(299, Value("profile_two_factor.reading_age"));

        host.Clock.Advance(TimeSpan.FromSeconds(1));
        Export();
        await Eventually.IsAsync(() => store.Listed == 2, "the next reading");
    }

    [Fact]
    public async Task Store_IsNotRead_WithoutAListener()
    {
        var store = new CountingPolicies();
        await using var host = await StartAsync(store: store, listens: false);
        host.Clock.Advance(TimeSpan.FromHours(1));
        await host.EnableAsync();

        Assert.Equal(0, store.Listed);
    }

    [Fact]
    public async Task Reading_ThatFails_KeepsTheLastValues_AndDelaysNoExport()
    {
        var store = new CountingPolicies();
        await using var host = await StartAsync(store: store);
        await ReadAsync();
        var before = Value("profile_two_factor.profiles", "enforced");
        store.Fails = true;
        host.Clock.Advance(TimeSpan.FromMinutes(5));

        Export();
        await Eventually.IsAsync(
            () => _log.WarningNames.Contains("GaugeReadingFailed"),
            "the failure"
        );
        Export();

        Assert.Equal(before, Value("profile_two_factor.profiles", "enforced"));
        Assert.Equal(300, Value("profile_two_factor.reading_age"));
    }

    [Fact]
    public async Task Members_OfMoreProfilesThanTheLimit_AreNotCounted()
    {
        await using var host = await StartAsync(options => options.MaxProfiles = 0);
        await host.EnableAsync();
        var calls = host.Directory.Calls;

        await ReadAsync();

        Assert.Equal(1, Value("profile_two_factor.profiles", "enforced"));
        Assert.Null(Value("profile_two_factor.members", "bound"));
        Assert.Equal(calls, host.Directory.Calls);
    }

    [Fact]
    public async Task App_WithTenants_IsToldThatThereAreNoReadings()
    {
        await using var host = await GateHost.StartAsync(
            services: services =>
            {
                services.AddLogging(logging => logging.AddProvider(_log));
                services.AddProfileTwoFactor().AddGauges();
            },
            options: options => options.TenantResolver = _ => "one"
        );

        await Eventually.IsAsync(
            () => _log.WarningNames.Contains("GaugesWithoutReadings"),
            "the warning"
        );
    }

    [Fact]
    public async Task Labels_HaveNoIdsOfProfilesOrMembers()
    {
        await using var host = await StartAsync();
        await host.EnableAsync();
        await ReadAsync();

        foreach (
            var metric in _exported.Where(one =>
                one.Name.StartsWith("profile_two_factor", StringComparison.Ordinal)
            )
        )
        {
            foreach (ref readonly var point in metric.GetMetricPoints())
            {
                foreach (var tag in point.Tags)
                {
                    Assert.DoesNotContain("acme", $"{tag.Value}", StringComparison.Ordinal);
                    Assert.DoesNotContain("olivia", $"{tag.Value}", StringComparison.Ordinal);
                }
            }
        }
    }

    private async Task<GateHost> StartAsync(
        Action<TwoFactorGaugeOptions>? configure = null,
        CountingPolicies? store = null,
        bool listens = true
    )
    {
        var host = await GateHost.StartAsync(services: services =>
        {
            services.AddLogging(logging => logging.AddProvider(_log));
            if (store is not null)
            {
                services.AddSingleton<IPolicyStore>(store);
            }

            services.AddProfileTwoFactor().AddGauges(configure);
            if (listens)
            {
                // OpenTelemetry hears all meters of the name, also those of hosts that other tests run at the same time.
                services.ConfigureOpenTelemetryMeterProvider(
                    (provider, metrics) =>
                        metrics.AddView(instrument =>
                            instrument.Meter.Scope == provider.GetRequiredService<IMeterFactory>()
                                ? null
                                : MetricStreamConfiguration.Drop
                        )
                );
                services
                    .AddOpenTelemetry()
                    .WithMetrics(metrics =>
                        metrics
                            .AddMeter(ProfileTwoFactorDefaults.DiagnosticsName)
                            .AddInMemoryExporter(
                                _exported,
                                reader =>
                                    reader
                                        .PeriodicExportingMetricReaderOptions
                                        .ExportIntervalMilliseconds = Timeout.Infinite
                            )
                    );
            }
        });
        _provider = host.App.Services.GetService<MeterProvider>();
        return host;
    }

    /// <summary>The first export asks for a reading, and a later one has it.</summary>
    private async Task ReadAsync()
    {
        await Eventually.IsAsync(
            () =>
            {
                Export();
                return Value("profile_two_factor.reading_age") is not null;
            },
            "a reading"
        );

        // A reading that comes in the middle of an export is only in the values that are exported after it.
        Export();
    }

    private void Export()
    {
        _exported.Clear();
        Assert.True(_provider!.ForceFlush());
    }

    private double? Value(string name, string? state = null)
    {
        foreach (var metric in _exported.Where(one => one.Name == name))
        {
            foreach (ref readonly var point in metric.GetMetricPoints())
            {
                var found = StateOf(point);
                if (found == state)
                {
                    return metric.MetricType == MetricType.LongGauge
                        ? point.GetGaugeLastValueLong()
                        : point.GetGaugeLastValueDouble();
                }
            }
        }

        return null;
    }

    private static string? StateOf(in MetricPoint point)
    {
        foreach (var tag in point.Tags)
        {
            if (tag.Key == "state")
            {
                return (string?)tag.Value;
            }
        }

        return null;
    }

    private sealed class CountingPolicies : IPolicyStore, IPolicyListing
    {
        private readonly Dictionary<TwoFactorScope, PolicyRecord> _records = [];

        public int Listed { get; private set; }

        public bool Fails { get; set; }

        public Task<PolicyRecord?> FindAsync(
            TwoFactorScope scope,
            CancellationToken cancellationToken
        ) => Task.FromResult(_records.GetValueOrDefault(scope));

        public Task<StoreWriteStatus> WriteAsync(
            PolicyRecord record,
            CancellationToken cancellationToken
        )
        {
            _records[record.Scope] = record with { Version = record.Version + 1 };
            return Task.FromResult(StoreWriteStatus.Written);
        }

        public async IAsyncEnumerable<PolicyRecord> ListProfilesAsync(
            [EnumeratorCancellation] CancellationToken cancellationToken
        )
        {
            Listed++;
            await Task.Yield();
            if (Fails)
            {
                throw new InvalidOperationException("The store is down.");
            }

            foreach (var record in _records.Values)
            {
                yield return record;
            }
        }
    }
}
