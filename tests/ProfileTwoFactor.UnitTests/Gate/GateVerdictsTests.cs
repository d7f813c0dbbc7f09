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
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.UnitTests.Gate;

/// <summary>What each answer of the gate says, counts and logs.</summary>
public sealed class GateVerdictsTests : IDisposable
{
    private static readonly TwoFactorScope Acme = TwoFactorScope.Profile("acme");
    private static readonly Endpoint Page = new(null, new EndpointMetadataCollection(), "page");
    private static readonly Endpoint Check = new(
        null,
        new EndpointMetadataCollection(new GateCheck()),
        "check"
    );

    private readonly FakeTimeProvider _time = new(
        new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero)
    );
    private readonly RecordedLog _log = new();
    private readonly List<string> _counted = [];
    private readonly MeterListener _listener = new();
    private readonly ProfileTwoFactorOptions _options = new();
    private readonly ServiceProvider _services;

    public GateVerdictsTests()
    {
        _services = new ServiceCollection()
            .AddMetrics()
            .AddLogging(logging => logging.AddProvider(_log))
            .AddSingleton<TimeProvider>(_time)
            .AddSingleton(Options.Create(_options))
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
            (instrument, _, tags, _) => _counted.Add($"{instrument.Name} {tags[0].Value}")
        );
        _listener.Start();
    }

    private GateVerdicts Verdicts => _services.GetRequiredService<GateVerdicts>();

    private static TwoFactorProfile Profile { get; } =
        new()
        {
            Id = "acme",
            Name = "Acme",
            OwnerMemberId = "olivia",
            OwnerEmail = "olivia@example.com",
        };

    private static ProfileMember Member { get; } =
        new() { MemberId = "mark", AccountName = "mark@example.com" };

    private GateCaller Caller { get; } =
        new(new ScopeState(Acme, ["w"], _ => { }), Profile, Member, scheme: null);

    public void Dispose()
    {
        _listener.Dispose();
        _services.Dispose();
    }

    [Theory]
    [InlineData(0, null, 10_000, true)]
    [InlineData(60, null, 60, true)]
    [InlineData(60, null, 61, false)]
    [InlineData(60, 30, 30, true)]
    [InlineData(60, 30, 31, false)]
    [InlineData(60, 60, 61, false)]
    [InlineData(60, 90, 61, false)]
    [InlineData(0, 30, 10_000, true)]
    public void Judge_AProof_CountsIfItIsAsYoungAsEndpointAndOwnerWantIt(
        int endpoint,
        int? owner,
        int age,
        bool admits
    )
    {
        var verifiedAt = _time.GetUtcNow();
        var decision = DecisionOf(verifiedAt, owner);
        _time.Advance(TimeSpan.FromSeconds(age));

        var verdict = Verdicts.Judge(
            RequestTo(Page, endpoint),
            Caller,
            decision,
            _time.GetUtcNow().UtcTicks
        );

        Assert.Equal(admits, verdict.Admits);
        Assert.Same(Profile, verdict.Profile);
        if (admits)
        {
            Assert.Same(Member, verdict.Member);
            Assert.Equal(verifiedAt, verdict.VerifiedAt);
            Assert.Empty(_counted);
        }
        else
        {
            Assert.Equal(GateStatus.FreshVerificationRequired, verdict.Status);
            Assert.Equal(Math.Min(endpoint, owner ?? endpoint), verdict.MaxAgeSeconds);
            Assert.Equal(["profile_two_factor.challenges fresh"], _counted);
        }
    }

    [Fact]
    public void NotRequired_SaysWhoIsLetInAndFromWhenNotAnyMore()
    {
        var date = _time.GetUtcNow().AddDays(1);

        var verdict = Verdicts.NotRequired(
            RequestTo(Page),
            new ProfileAccess(Profile, Member),
            new OffReading(new object(), 1, date)
        );

        Assert.True(verdict.Admits);
        Assert.Equal(
            (GateStatus.NotRequired, Profile, Member, date),
            (verdict.Status, verdict.Profile, verdict.Member, verdict.EnforcedFrom)
        );
        Assert.Empty(_counted);
    }

    [Theory]
    [InlineData(GateStatus.BindingRequired, "bind")]
    [InlineData(GateStatus.VerificationRequired, "verify")]
    [InlineData(GateStatus.FreshVerificationRequired, "fresh")]
    public void Refuse_AMember_IsCountedOnceAndSaysWhatTheOwnerTells(object status, string kind)
    {
        var verdict = Verdicts.Refuse(
            RequestTo(Page, 60),
            Caller,
            (GateStatus)status,
            "Ask Olivia"
        );

        Assert.False(verdict.Admits);
        Assert.Equal(
            ((GateStatus)status, Profile, null, 60, "Ask Olivia"),
            (
                verdict.Status,
                verdict.Profile,
                verdict.Member,
                verdict.MaxAgeSeconds,
                verdict.OwnerMessage
            )
        );
        Assert.Equal([$"profile_two_factor.challenges {kind}"], _counted);
    }

    [Theory]
    [InlineData(GateStatus.AccountTwoFactorRequired, "bind")]
    [InlineData(GateStatus.AccountVerificationRequired, "verify")]
    [InlineData(GateStatus.AccountFreshVerificationRequired, "fresh")]
    [InlineData(GateStatus.MachineCallerDenied, "machine")]
    public void Challenged_OfAnAccount_IsCountedByKind(object status, string kind)
    {
        Verdicts.Challenged(Page, (GateStatus)status);

        Assert.Equal([$"profile_two_factor.challenges {kind}"], _counted);
    }

    /// <summary>The request itself follows, and would be counted twice.</summary>
    [Fact]
    public void Check_IsCountedNowhere()
    {
        Verdicts.Refuse(RequestTo(Check), Caller, GateStatus.BindingRequired, null);
        Verdicts.Challenged(Check, GateStatus.VerificationRequired);
        Verdicts.Unavailable(Check, new DependencyUnavailableException("cache", "it is gone"));
        Verdicts.Machine(RequestTo(Check), Caller);

        Assert.Empty(_counted);
    }

    [Fact]
    public void Unavailable_IsCountedAndLoggedWithItsReason()
    {
        var verdict = Verdicts.Unavailable(
            RequestTo(Page),
            new DependencyUnavailableException("cache", "it is gone")
        );

        Assert.Equal(GateStatus.Unavailable, verdict.Status);
        Assert.Same(Page, verdict.Endpoint);
        Assert.Equal(["profile_two_factor.challenges unavailable"], _counted);
        Assert.Equal(["GateUnavailable"], _log.WarningNames);
        Assert.Contains("it is gone", _log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(GateAsker.Request, true)]
    [InlineData(GateAsker.Connection, true)]
    [InlineData(GateAsker.Background, false)]
    public void Machine_ThatIsAdmitted_IsCountedUnlessTheWatcherLooked(object asker, bool counted)
    {
        var verdict = Verdicts.Machine(RequestTo(Page, asker: (GateAsker)asker), Caller);

        Assert.Equal(
            (GateStatus.NotRequired, Profile, Member),
            (verdict.Status, verdict.Profile, verdict.Member)
        );
        Assert.Equal(counted ? ["profile_two_factor.machine_callers admitted"] : [], _counted);
    }

    [Fact]
    public void Machine_ThatIsRefused_IsCountedAndLoggedInOneLine()
    {
        var verdict = Verdicts.RefuseMachine(
            RequestTo(Page),
            Caller,
            new MachineCaller { KeyId = "key\r\ncrit: all is lost" }
        );

        Assert.Equal(GateStatus.MachineCallerDenied, verdict.Status);
        Assert.Equal(
            ["profile_two_factor.challenges machine", "profile_two_factor.machine_callers refused"],
            _counted
        );
        Assert.Contains(
            "Profile: acme. Key: key??crit: all is lost.",
            Assert.Single(_log.Named("MachineCallerRefused")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void ReportOnly_LetsAMemberInAndSaysWhatWouldHaveBeen()
    {
        _options.Enforcement = EnforcementMode.ReportOnly;

        var verdict = Verdicts.Refuse(
            RequestTo(Page),
            Caller,
            GateStatus.BindingRequired,
            "Ask Olivia"
        );

        Assert.Equal(
            (GateStatus.NotRequired, Profile, Member),
            (verdict.Status, verdict.Profile, verdict.Member)
        );
        Assert.Equal(["profile_two_factor.would_refuse bind"], _counted);
        Assert.Contains(
            TwoFactorErrorCodes.BindingRequired,
            Assert.Single(_log.Named("WouldRefuse")),
            StringComparison.Ordinal
        );
        Assert.Equal(1, _services.GetRequiredService<WouldRefuseCounts>().Of(Acme).Requests);
    }

    /// <summary>Once a request, whatever the number of policies that ask, and not for looks at what is open already.</summary>
    [Theory]
    [InlineData("decided before")]
    [InlineData("check")]
    [InlineData("connection")]
    [InlineData("background")]
    public void ReportOnly_OfWhatIsNoRequestOfItsOwn_IsCountedNowhere(string what)
    {
        _options.Enforcement = EnforcementMode.ReportOnly;
        var request = RequestTo(
            what == "check" ? Check : Page,
            asker: what switch
            {
                "connection" => GateAsker.Connection,
                "background" => GateAsker.Background,
                _ => GateAsker.Request,
            }
        );
        if (what == "decided before")
        {
            RecordedDecision.Set(request.Context, new(GateStatus.NotRequired, Page));
        }

        var verdict = Verdicts.Refuse(request, Caller, GateStatus.BindingRequired, null);

        Assert.True(verdict.Admits);
        Assert.Empty(_counted);
        Assert.Empty(_log.Named("WouldRefuse"));
        Assert.Equal(0, _services.GetRequiredService<WouldRefuseCounts>().Of(Acme).Requests);
    }

    private static GateRequest RequestTo(
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

    private static CachedDecision DecisionOf(DateTimeOffset verifiedAt, int? ownerMaxAge)
    {
        var rules = new ProfileRules
        {
            WindowLifetime = TimeSpan.FromDays(1),
            AbsoluteLifetime = null,
            SensitiveActionMaxAge = TimeSpan.FromMinutes(10),
            OwnerMaxAge = ownerMaxAge is { } age ? TimeSpan.FromSeconds(age) : null,
            Message = null,
            EnrollmentProof = EnrollmentProof.None,
            AllowedAuthenticators = [SupportedAuthenticators.Totp],
        };
        return new(
            new object(),
            verifiedAt.UtcTicks,
            verifiedAt.UtcTicks,
            verifiedAt.UtcTicks,
            window: null!,
            new WindowLimits(rules)
        );
    }

    private sealed class GateCheck : IGateCheckMetadata;
}
