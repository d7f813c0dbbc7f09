using Microsoft.Extensions.Options;
using ProfileTwoFactor.Backplane.Internal;
using ProfileTwoFactor.Gate.Decision;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.UnitTests.Policies;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.UnitTests.Gate;

/// <summary>Another node tells which windows it closed, without their cookies.</summary>
public sealed class RemoteClosingTests
{
    private static readonly TwoFactorScope Acme = TwoFactorScope.Profile("acme");
    private readonly FakeTimeProvider _time = new(
        new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero)
    );
    private readonly ScopeRegistry _scopes;
    private readonly DecisionCache _decisions;
    private readonly RemoteClosing _closing;

    public RemoteClosingTests()
    {
        var options = Options.Create(new ProfileTwoFactorOptions());
        _scopes = new(options, new WindowCookieShape(options), _time);
        _decisions = new(_scopes, options);
        _closing = new(_decisions, _scopes);
    }

    private long Now => _time.GetUtcNow().UtcTicks;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Close_AWindow_EndsTheDecisionsThatHangOnIt_AndNoOther(bool inBackground)
    {
        var first = Keep("cookie-1", inBackground);
        Keep("cookie-2", inBackground);

        _closing.Close(new HashSet<UInt128> { ChangeNames.Of(first).Hash });

        Assert.True(_scopes.IsClosed("cookie-1", Now));
        Assert.False(_scopes.IsClosed("cookie-2", Now));
        Assert.Null(Find("cookie-1", inBackground));
        Assert.NotNull(Find("cookie-2", inBackground));
    }

    [Fact]
    public void Close_AWindowOfWhichNothingIsKept_EndsNothing()
    {
        Keep("cookie-1", inBackground: false);

        _closing.Close(new HashSet<UInt128> { 7 });

        Assert.False(_scopes.IsClosed("cookie-1", Now));
    }

    private CachedDecision? Find(string cookie, bool inBackground)
    {
        var scope = _scopes.Scope(Acme);
        return inBackground
            ? _decisions.FindInBackground(scope, KeyOf(cookie), Now)
            : _decisions.Find(scope, KeyOf(cookie), Now);
    }

    private WindowPlace Keep(string cookie, bool inBackground)
    {
        var window = WindowKey.Create(
            new BindingKey(Acme, "epoch-1", "mark", ""),
            "proof-1",
            "s1",
            new WindowToken(WindowCarrier.Cookie, cookie)
        );
        var decision = new CachedDecision(
            _scopes.Scope(Acme).Generation,
            Now,
            Now,
            Now,
            window,
            new WindowLimits(TestRules.Create())
        );
        if (inBackground)
        {
            _decisions.KeepInBackground(KeyOf(cookie), decision);
        }
        else
        {
            _decisions.Keep(KeyOf(cookie), decision);
        }

        return window.Place;
    }

    private static DecisionKey KeyOf(string cookie) =>
        new(Acme, "mark", "", "s1", "Cookies", new WindowToken(WindowCarrier.Cookie, cookie));
}
