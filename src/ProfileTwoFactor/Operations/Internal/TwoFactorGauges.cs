using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Operations.Internal;

/// <summary>Shows the last reading, and asks for another one when a listener sees that it's old. Without a listener, nothing is read.</summary>
/// <remarks>A listener is never kept waiting: it gets the last reading, or, before the first one, no value.</remarks>
internal sealed class TwoFactorGauges : QuietBackgroundService, ITwoFactorEventHandler
{
    private readonly Channel<bool> _asked = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private readonly GaugeCount _count;
    private readonly Tenants _tenants;
    private readonly IOptions<TwoFactorGaugeOptions> _options;
    private readonly TimeProvider _time;
    private readonly ILogger<TwoFactorGauges> _logger;
    private volatile GaugeReading? _last;
    private long _begunAt;
    private long _verifiedAt;
    private bool _told;

    public TwoFactorGauges(
        IMeterFactory meters,
        GaugeCount count,
        Tenants tenants,
        IOptions<TwoFactorGaugeOptions> options,
        TimeProvider time,
        ILogger<TwoFactorGauges> logger
    )
    {
        (_count, _tenants, _options, _time, _logger) = (count, tenants, options, time, logger);
        var meter = meters.Create(ProfileTwoFactorDefaults.DiagnosticsName);
        meter.CreateObservableGauge(
            "profile_two_factor.profiles",
            Profiles,
            description: "Profiles in the store, by state of two-factor authentication."
        );
        meter.CreateObservableGauge(
            "profile_two_factor.members",
            Members,
            description: "Members of profiles with two-factor authentication, by state of their binding."
        );
        meter.CreateObservableGauge(
            "profile_two_factor.last_verification",
            LastVerification,
            unit: "s",
            description: "When a code was last accepted, in seconds since 1970."
        );
        meter.CreateObservableGauge(
            "profile_two_factor.reading_age",
            Age,
            unit: "s",
            description: "Age of the reading that the other gauges show."
        );
    }

    public Task HandleAsync(TwoFactorEvent happened, CancellationToken cancellationToken)
    {
        if (happened is CodeVerified or PasskeyVerified or BackupCodeUsed or RecoveryStarted)
        {
            Volatile.Write(ref _verifiedAt, happened.Context.Time.UtcTicks);
        }

        return Task.CompletedTask;
    }

    protected override async Task RunUntilStoppedAsync(CancellationToken stoppingToken)
    {
        if (_tenants.AreResolved)
        {
            GaugeLog.NoReadings(
                _logger,
                "the app has a TenantResolver, and there is no list of tenants"
            );
            return;
        }

        while (await _asked.Reader.WaitToReadAsync(stoppingToken))
        {
            _asked.Reader.TryRead(out _);
            if (IsDue())
            {
                Volatile.Write(ref _begunAt, _time.GetUtcNow().UtcTicks);
                await TryReadAsync(stoppingToken);
            }
        }
    }

    private async Task TryReadAsync(CancellationToken stopping)
    {
        try
        {
            _last = await _count.ReadAsync(stopping) ?? _last;
            if (_last is null && !_told)
            {
                _told = true;
                GaugeLog.NoReadings(_logger, "the policy store doesn't implement IPolicyListing");
            }
            else if (_last is not null)
            {
                _told = false;
            }
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            // The last reading stays, with its age.
            if (!_told)
            {
                GaugeLog.ReadingFailed(_logger, FailureText.Of(exception));
            }

            _told = true;
        }
    }

    private bool IsDue() =>
        _time.GetUtcNow().UtcTicks - Volatile.Read(ref _begunAt) >= _options.Value.Interval.Ticks;

    private GaugeReading? Ask()
    {
        if (IsDue())
        {
            _asked.Writer.TryWrite(true);
        }

        return _last;
    }

    private Measurement<int>[] Profiles() =>
        Ask() is { } reading
            ?
            [
                Of(reading.Enforced, "enforced"),
                Of(reading.Scheduled, "scheduled"),
                Of(reading.Off, "off"),
            ]
            : [];

    private Measurement<int>[] Members() =>
        Ask()?.Members is { } members
            ? [Of(members.Bound, "bound"), Of(members.NotBound, "not_bound")]
            : [];

    private Measurement<double>[] LastVerification()
    {
        var ticks = Math.Max(
            Volatile.Read(ref _verifiedAt),
            Ask()?.LastVerification?.UtcTicks ?? 0
        );
        return ticks > 0
            ? [new((double)(ticks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerSecond)]
            : [];
    }

    private Measurement<double>[] Age() =>
        Ask() is { } reading ? [new((_time.GetUtcNow() - reading.At).TotalSeconds)] : [];

    private static Measurement<int> Of(int value, string state) =>
        new(value, new KeyValuePair<string, object?>("state", state));
}
