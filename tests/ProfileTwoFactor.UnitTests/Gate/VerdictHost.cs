using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Gate.Decision;
using ProfileTwoFactor.Gate.Internal;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.UnitTests.Gate;

/// <summary>The answers of the gate to one member, with what they count and log.</summary>
internal sealed class VerdictHost : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ServiceProvider _services;

    public VerdictHost()
    {
        _services = new ServiceCollection()
            .AddMetrics()
            .AddLogging(logging => logging.AddProvider(Log))
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton(Microsoft.Extensions.Options.Options.Create(Options))
            .AddSingleton<TwoFactorMetrics>()
            .AddSingleton<WouldRefuseCounts>()
            .AddSingleton<GateVerdicts>()
            .BuildServiceProvider();
        var meters = _services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, all) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters))
            {
                all.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>(
            (instrument, _, tags, _) => Counted.Add($"{instrument.Name} {tags[0].Value}")
        );
        _listener.Start();
    }

    public static TwoFactorScope Acme { get; } = TwoFactorScope.Profile("acme");

    public static Endpoint Page { get; } = new(null, new EndpointMetadataCollection(), "page");

    public static Endpoint Check { get; } =
        new(null, new EndpointMetadataCollection(new GateCheck()), "check");

    public static TwoFactorProfile Profile { get; } =
        new()
        {
            Id = "acme",
            Name = "Acme",
            OwnerMemberId = "olivia",
            OwnerEmail = "olivia@example.com",
        };

    public static ProfileMember Member { get; } =
        new() { MemberId = "mark", AccountName = "mark@example.com" };

    public FakeTimeProvider Time { get; } =
        new(new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero));

    public RecordedLog Log { get; } = new();

    public List<string> Counted { get; } = [];

    public ProfileTwoFactorOptions Options { get; } = new();

    public GateVerdicts Verdicts => _services.GetRequiredService<GateVerdicts>();

    /// <summary>How many requests an Owner is told would have been refused.</summary>
    public long WouldRefuse => _services.GetRequiredService<WouldRefuseCounts>().Of(Acme).Requests;

    public GateCaller Caller { get; } =
        new(new ScopeState(Acme, ["w"], _ => { }), Profile, Member, scheme: null);

    public void Dispose()
    {
        _listener.Dispose();
        _services.Dispose();
    }

    public static GateRequest RequestTo(
        Endpoint endpoint,
        int maxAge = 0,
        GateAsker asker = GateAsker.Request
    )
    {
        var context = new DefaultHttpContext();
        context.SetEndpoint(endpoint);
        return new()
        {
            Context = context,
            Asker = asker,
            Services = context.RequestServices,
            User = context.User,
            Endpoint = endpoint,
            ProfileId = "acme",
            MaxAgeSeconds = maxAge,
        };
    }

    private sealed class GateCheck : IGateCheckMetadata;
}
