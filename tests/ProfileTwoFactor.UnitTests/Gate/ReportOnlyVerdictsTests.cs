using ProfileTwoFactor.Gate.Decision;
using static ProfileTwoFactor.UnitTests.Gate.VerdictHost;

namespace ProfileTwoFactor.UnitTests.Gate;

public sealed class ReportOnlyVerdictsTests : IDisposable
{
    private readonly VerdictHost _host = new();

    public ReportOnlyVerdictsTests() => _host.Options.Enforcement = EnforcementMode.ReportOnly;

    public void Dispose() => _host.Dispose();

    [Fact]
    public void Refuse_AMember_LetsThemInAndSaysWhatWouldHaveBeen()
    {
        var verdict = _host.Verdicts.Refuse(
            RequestTo(Page),
            _host.Caller,
            GateStatus.BindingRequired,
            "Ask Olivia"
        );

        Assert.Equal(
            (GateStatus.NotRequired, Profile, Member),
            (verdict.Status, verdict.Profile, verdict.Member)
        );
        Assert.Equal(["profile_two_factor.would_refuse bind"], _host.Counted);
        Assert.Contains(
            TwoFactorErrorCodes.BindingRequired,
            Assert.Single(_host.Log.Named("WouldRefuse")),
            StringComparison.Ordinal
        );
        Assert.Equal(1, _host.WouldRefuse);
    }

    /// <summary>Once a request, whatever the number of policies that ask, and not for looks at what is open already.</summary>
    [Theory]
    [InlineData("decided before")]
    [InlineData("check")]
    [InlineData("connection")]
    [InlineData("background")]
    public void Refuse_WhatIsNoRequestOfItsOwn_IsCountedNowhere(string what)
    {
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

        var verdict = _host.Verdicts.Refuse(
            request,
            _host.Caller,
            GateStatus.BindingRequired,
            null
        );

        Assert.True(verdict.Admits);
        Assert.Empty(_host.Counted);
        Assert.Empty(_host.Log.Named("WouldRefuse"));
        Assert.Equal(0, _host.WouldRefuse);
    }
}
