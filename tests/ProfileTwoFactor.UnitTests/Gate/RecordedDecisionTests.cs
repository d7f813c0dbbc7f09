using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProfileTwoFactor.Gate.Decision;

namespace ProfileTwoFactor.UnitTests.Gate;

/// <summary>Which decision counts for a request, and which refusal its caller gets.</summary>
public sealed class RecordedDecisionTests
{
    private static readonly Endpoint Page = new(null, new EndpointMetadataCollection(), "page");
    private readonly DefaultHttpContext _context = new();

    public RecordedDecisionTests()
    {
        _context.SetEndpoint(Page);
        _context.Request.RouteValues = new RouteValueDictionary();
    }

    [Fact]
    public void Decision_CountsForItsEndpointAndRouteAlone()
    {
        Assert.False(RecordedDecision.Exists(_context));
        var decision = new GateDecision(GateStatus.Verified, Page);
        RecordedDecision.Set(_context, decision);
        Assert.Same(decision, RecordedDecision.Find(_context));
        Assert.Null(RecordedDecision.FindAccount(_context));

        _context.SetEndpoint(new(null, new EndpointMetadataCollection(), "other"));
        Assert.Null(RecordedDecision.Find(_context));
        _context.SetEndpoint(Page);
        Assert.Same(decision, RecordedDecision.Find(_context));
        _context.Request.RouteValues = new RouteValueDictionary();
        Assert.Null(RecordedDecision.Find(_context));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Exists_AfterADecisionOfEitherKind(bool profile, bool account)
    {
        if (profile)
        {
            RecordedDecision.Set(_context, new(GateStatus.Verified, Page));
        }

        if (account)
        {
            RecordedDecision.SetAccount(_context, new(GateStatus.Verified, Page));
        }

        Assert.True(RecordedDecision.Exists(_context));
    }

    [Fact]
    public void Forget_AProfilesDecision_LeavesTheAccounts()
    {
        RecordedDecision.Set(_context, new(GateStatus.Verified, Page));
        RecordedDecision.SetAccount(_context, new(GateStatus.Verified, Page));

        RecordedDecision.Forget(_context);

        Assert.Null(RecordedDecision.Find(_context));
        Assert.NotNull(RecordedDecision.FindAccount(_context));
    }

    /// <summary>What the caller can't resolve comes first, then who they are, then the profile's code.</summary>
    [Theory]
    [InlineData(null, null, null)]
    [InlineData(GateStatus.Verified, null, null)]
    [InlineData(null, GateStatus.Verified, null)]
    [InlineData(GateStatus.Verified, GateStatus.Verified, null)]
    [InlineData(GateStatus.NotRequired, GateStatus.NotRequired, null)]
    [InlineData(GateStatus.NotFound, null, "profile")]
    [InlineData(GateStatus.BindingRequired, null, "profile")]
    [InlineData(GateStatus.BindingRequired, GateStatus.Verified, "profile")]
    [InlineData(null, GateStatus.AccountVerificationRequired, "account")]
    [InlineData(GateStatus.Verified, GateStatus.AccountVerificationRequired, "account")]
    [InlineData(GateStatus.BindingRequired, GateStatus.AccountVerificationRequired, "account")]
    [InlineData(GateStatus.NotAMember, GateStatus.AccountVerificationRequired, "profile")]
    [InlineData(GateStatus.Unavailable, GateStatus.AccountTwoFactorRequired, "profile")]
    public void FindRefusal_OfTwoDecisions_IsTheOneThatComesFirst(
        object? profile,
        object? account,
        string? expected
    )
    {
        var of = new Dictionary<string, GateDecision>();
        if (profile is GateStatus first)
        {
            of["profile"] = new(first, Page);
            RecordedDecision.Set(_context, of["profile"]);
        }

        if (account is GateStatus second)
        {
            of["account"] = new(second, Page);
            RecordedDecision.SetAccount(_context, of["account"]);
        }

        Assert.Same(expected is null ? null : of[expected], RecordedDecision.FindRefusal(_context));
    }
}
