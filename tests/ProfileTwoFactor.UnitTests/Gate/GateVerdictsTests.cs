using ProfileTwoFactor.Gate.Decision;
using ProfileTwoFactor.Gate.Internal;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.UnitTests.Policies;
using ProfileTwoFactor.Windows;
using static ProfileTwoFactor.UnitTests.Gate.VerdictHost;

namespace ProfileTwoFactor.UnitTests.Gate;

/// <summary>What each answer of the gate says, counts and logs.</summary>
public sealed class GateVerdictsTests : IDisposable
{
    private readonly VerdictHost _host = new();

    public void Dispose() => _host.Dispose();

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
        var verifiedAt = _host.Time.GetUtcNow();
        var decision = DecisionOf(verifiedAt, owner);
        _host.Time.Advance(TimeSpan.FromSeconds(age));

        var verdict = _host.Verdicts.Judge(
            RequestTo(Page, endpoint),
            _host.Caller,
            decision,
            _host.Time.GetUtcNow().UtcTicks
        );

        Assert.Equal(admits, verdict.Admits);
        Assert.Same(Profile, verdict.Profile);
        if (admits)
        {
            Assert.Same(Member, verdict.Member);
            Assert.Equal(verifiedAt, verdict.VerifiedAt);
            Assert.Empty(_host.Counted);
        }
        else
        {
            Assert.Equal(GateStatus.FreshVerificationRequired, verdict.Status);
            Assert.Equal(Math.Min(endpoint, owner ?? endpoint), verdict.MaxAgeSeconds);
            Assert.Equal(["profile_two_factor.challenges fresh"], _host.Counted);
        }
    }

    [Fact]
    public void NotRequired_SaysWhoIsLetInAndFromWhenNotAnyMore()
    {
        var date = _host.Time.GetUtcNow().AddDays(1);

        var verdict = _host.Verdicts.NotRequired(
            RequestTo(Page),
            new ProfileAccess(Profile, Member),
            new OffReading(new object(), 1, date)
        );

        Assert.True(verdict.Admits);
        Assert.Equal(
            (GateStatus.NotRequired, Profile, Member, date),
            (verdict.Status, verdict.Profile, verdict.Member, verdict.EnforcedFrom)
        );
        Assert.Empty(_host.Counted);
    }

    [Theory]
    [InlineData(GateStatus.BindingRequired, "bind")]
    [InlineData(GateStatus.VerificationRequired, "verify")]
    [InlineData(GateStatus.FreshVerificationRequired, "fresh")]
    public void Refuse_AMember_IsCountedOnceAndSaysWhatTheOwnerTells(object status, string kind)
    {
        var verdict = _host.Verdicts.Refuse(
            RequestTo(Page, 60),
            _host.Caller,
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
        Assert.Equal([$"profile_two_factor.challenges {kind}"], _host.Counted);
    }

    [Theory]
    [InlineData(GateStatus.AccountTwoFactorRequired, "bind")]
    [InlineData(GateStatus.AccountVerificationRequired, "verify")]
    [InlineData(GateStatus.AccountFreshVerificationRequired, "fresh")]
    [InlineData(GateStatus.MachineCallerDenied, "machine")]
    public void Challenged_OfAnAccount_IsCountedByKind(object status, string kind)
    {
        _host.Verdicts.Challenged(Page, (GateStatus)status);

        Assert.Equal([$"profile_two_factor.challenges {kind}"], _host.Counted);
    }

    /// <summary>The request itself follows, and would be counted twice.</summary>
    [Fact]
    public void Check_IsCountedNowhere()
    {
        _host.Verdicts.Refuse(RequestTo(Check), _host.Caller, GateStatus.BindingRequired, null);
        _host.Verdicts.Challenged(Check, GateStatus.VerificationRequired);
        _host.Verdicts.Unavailable(
            Check,
            new DependencyUnavailableException("cache", "it is gone")
        );
        _host.Verdicts.Machine(RequestTo(Check), _host.Caller);

        Assert.Empty(_host.Counted);
    }

    [Fact]
    public void Unavailable_IsCountedAndLoggedWithItsReason()
    {
        var verdict = _host.Verdicts.Unavailable(
            RequestTo(Page),
            new DependencyUnavailableException("cache", "it is gone")
        );

        Assert.Equal(GateStatus.Unavailable, verdict.Status);
        Assert.Same(Page, verdict.Endpoint);
        Assert.Equal(["profile_two_factor.challenges unavailable"], _host.Counted);
        Assert.Equal(["GateUnavailable"], _host.Log.WarningNames);
        Assert.Contains("it is gone", _host.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(GateAsker.Request, true)]
    [InlineData(GateAsker.Connection, true)]
    [InlineData(GateAsker.Background, false)]
    public void Machine_ThatIsAdmitted_IsCountedUnlessTheWatcherLooked(object asker, bool counted)
    {
        var verdict = _host.Verdicts.Machine(
            RequestTo(Page, asker: (GateAsker)asker),
            _host.Caller
        );

        Assert.Equal(
            (GateStatus.NotRequired, Profile, Member),
            (verdict.Status, verdict.Profile, verdict.Member)
        );
        Assert.Equal(counted ? ["profile_two_factor.machine_callers admitted"] : [], _host.Counted);
    }

    [Fact]
    public void Machine_ThatIsRefused_IsCountedAndLoggedInOneLine()
    {
        var verdict = _host.Verdicts.RefuseMachine(
            RequestTo(Page),
            _host.Caller,
            new MachineCaller { KeyId = "key\r\ncrit: all is lost" }
        );

        Assert.Equal(GateStatus.MachineCallerDenied, verdict.Status);
        Assert.Equal(
            ["profile_two_factor.challenges machine", "profile_two_factor.machine_callers refused"],
            _host.Counted
        );
        Assert.Contains(
            "Profile: acme. Key: key??crit: all is lost.",
            Assert.Single(_host.Log.Named("MachineCallerRefused")),
            StringComparison.Ordinal
        );
    }

    private static CachedDecision DecisionOf(DateTimeOffset verifiedAt, int? ownerMaxAge)
    {
        var rules = TestRules.Create() with
        {
            OwnerMaxAge = ownerMaxAge is { } age ? TimeSpan.FromSeconds(age) : null,
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
}
