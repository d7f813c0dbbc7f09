using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Gate.Decision;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.UnitTests.Gate;

/// <summary>To the tick: what this process may repeat without asking, and what ends that.</summary>
public sealed class DecisionCacheTests
{
    private const string Cookie = "0123456789";
    private static readonly TwoFactorScope Acme = TwoFactorScope.Profile("acme");
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _time = new(
        new DateTimeOffset(2026, 11, 29, 12, 0, 0, TimeSpan.Zero)
    );

    private long Now => _time.GetUtcNow().UtcTicks;

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(49_999_999, true)]
    [InlineData(50_000_000, false)]
    public void Find_ADecision_CountsForItsLifetime(long age, bool expected)
    {
        var (cache, scope, _) = Create(Lifetime);
        var (key, decision) = (KeyOf(), DecisionOf(scope));
        var off = new OffReading(scope.Generation, Now);
        cache.Keep(key, decision);
        cache.KeepInBackground(key, decision);
        cache.KeepOff(scope, off);
        scope.OffInBackground = off;

        var now = Now + age;

        Assert.Same(expected ? decision : null, cache.Find(scope, key, now));
        Assert.Same(expected ? decision : null, cache.FindInBackground(scope, key, now));
        Assert.Same(expected ? off : null, cache.FindOff(scope, now));
        Assert.Same(expected ? off : null, cache.FindOffInBackground(scope, now));
    }

    /// <summary>A refusal is never kept, so nothing else would take the place of what was read while the clock was ahead.</summary>
    [Fact]
    public void Find_WhatAClockThatWasAheadKept_DoesNotCountWhenItsTimeComes()
    {
        var (cache, scope, _) = Create(Lifetime);
        var aMinuteAgo = Now - TimeSpan.FromMinutes(1).Ticks;
        cache.Keep(KeyOf(), DecisionOf(scope));
        cache.KeepOff(scope, new OffReading(scope.Generation, Now));

        Assert.Null(cache.Find(scope, KeyOf(), aMinuteAgo));

        Assert.Null(cache.Find(scope, KeyOf(), Now));
        Assert.Null(cache.FindOff(scope, Now));
    }

    /// <summary>Else requests that overtake each other would void what they need.</summary>
    [Fact]
    public void Find_WhatARequestThatOvertookThisOneKept_CountsForLaterOnes()
    {
        var (cache, scope, _) = Create(Lifetime);
        var decision = DecisionOf(scope);
        cache.Keep(KeyOf(), decision);

        Assert.Null(cache.Find(scope, KeyOf(), Now - TimeSpan.TicksPerSecond));

        Assert.Same(decision, cache.Find(scope, KeyOf(), Now));
    }

    [Fact]
    public void Find_WhatNoOneKept_IsNothing()
    {
        var (cache, scope, _) = Create(Lifetime);

        Assert.Null(cache.Find(scope, KeyOf(), Now));
        Assert.Null(cache.FindInBackground(scope, KeyOf(), Now));
        Assert.Null(cache.FindOff(scope, Now));
        Assert.Null(cache.FindOffInBackground(scope, Now));
        Assert.Empty(cache.Kept);
    }

    /// <summary>Requests believe only what a request found.</summary>
    [Fact]
    public void Find_WhatBackgroundWorkFound_IsNotForRequests()
    {
        var (cache, scope, _) = Create(Lifetime);
        var decision = DecisionOf(scope);
        cache.KeepInBackground(KeyOf(), decision);
        scope.OffInBackground = new OffReading(scope.Generation, Now);

        Assert.Null(cache.Find(scope, KeyOf(), Now));
        Assert.Null(cache.FindOff(scope, Now));
        Assert.Same(decision, Assert.Single(cache.Kept).Value);
    }

    [Fact]
    public void Find_WhatWasReadBeforeAChange_DoesNotCount()
    {
        var (cache, scope, scopes) = Create(Lifetime);
        cache.Keep(KeyOf(), DecisionOf(scope));
        cache.KeepOff(scope, new OffReading(scope.Generation, Now));

        scopes.Invalidate(Acme);

        Assert.Null(cache.Find(scope, KeyOf(), Now));
        Assert.Null(cache.FindOff(scope, Now));
    }

    [Fact]
    public void Find_AReadingThatTheProfileIsNotEnforcedYet_EndsAtTheDate()
    {
        var (cache, scope, _) = Create(Lifetime);
        var date = _time.GetUtcNow().AddSeconds(1);
        var off = new OffReading(scope.Generation, Now, date);
        cache.KeepOff(scope, off);

        Assert.Same(off, cache.FindOff(scope, date.UtcTicks - 1));
        Assert.Null(cache.FindOff(scope, date.UtcTicks));
    }

    [Fact]
    public void Find_AWindowThatWasClosed_DoesNotCountAndOthersDo()
    {
        var (cache, scope, scopes) = Create(Lifetime);
        var (closed, other, claim) = (
            KeyOf(),
            KeyOf("other-cookie"),
            KeyOf(carrier: WindowCarrier.Claim)
        );
        cache.Keep(closed, DecisionOf(scope));
        cache.Keep(other, DecisionOf(scope));
        cache.Keep(claim, DecisionOf(scope));

        scopes.CloseWindow(Cookie);

        Assert.Null(cache.Find(scope, closed, Now));
        Assert.NotNull(cache.Find(scope, other, Now));
        Assert.NotNull(cache.Find(scope, claim, Now));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(50_000_000, true)]
    [InlineData(50_000_001, false)]
    public void IsClosed_AWindow_IsRememberedForTheLifetimeOfADecision(long later, bool expected)
    {
        var (_, _, scopes) = Create(Lifetime);
        var told = new List<string>();
        scopes.ClosedHere += told.Add;
        scopes.WindowClosed += cookie => told.Add($"ended {cookie}");

        scopes.CloseWindow(Cookie);

        Assert.Equal([$"ended {Cookie}", Cookie], told);
        Assert.Equal(expected, scopes.IsClosed(Cookie, Now + later));
        Assert.False(scopes.IsClosed(null, Now + later));
        Assert.False(scopes.IsClosed("other", Now + later));
    }

    [Fact]
    public void Keep_WithoutALifetime_KeepsNothing()
    {
        var (cache, scope, _) = Create(TimeSpan.Zero);
        cache.Keep(KeyOf(), DecisionOf(scope));
        cache.KeepInBackground(KeyOf(), DecisionOf(scope));
        cache.KeepOff(scope, new OffReading(scope.Generation, Now));

        Assert.False(cache.Keeps);
        Assert.Empty(cache.Kept);
        Assert.Null(scope.Off);
        Assert.Null(cache.Find(scope, KeyOf(), Now));
        Assert.True(Create(Lifetime).Cache.Keeps);
    }

    [Fact]
    public void TryClaimExtension_OfSeveralAtOnce_IsOnesAlone()
    {
        var decision = DecisionOf(Create(Lifetime).Scope);
        var seen = decision.LastActive;

        Assert.True(decision.TryClaimExtension(seen, seen + 10));
        Assert.False(decision.TryClaimExtension(seen, seen + 20));
        Assert.Equal(seen + 10, decision.LastActive);

        // The cache took no write: the next one tries again.
        decision.ReturnExtension(seen + 10, seen);
        Assert.Equal(seen, decision.LastActive);
        Assert.True(decision.TryClaimExtension(seen, seen + 30));
    }

    [Fact]
    public void ReturnExtension_AfterAnotherOne_ChangesNothing()
    {
        var decision = DecisionOf(Create(Lifetime).Scope);
        var seen = decision.LastActive;
        decision.TryClaimExtension(seen, seen + 10);
        decision.TryClaimExtension(seen + 10, seen + 20);

        decision.ReturnExtension(seen + 10, seen);

        Assert.Equal(seen + 20, decision.LastActive);
    }

    [Fact]
    public void End_OfADecision_EndsItForEveryOneThatHasIt()
    {
        var decision = DecisionOf(Create(Lifetime).Scope);
        Assert.True(decision.IsAlive(Now));

        decision.End();

        Assert.False(decision.IsAlive(Now));
    }

    [Fact]
    public void KeptDecision_OfAConnection_IsForItsKeyAndScope()
    {
        var (_, scope, scopes) = Create(Lifetime);
        var kept = new KeptDecision();
        Assert.Null(kept.Find(KeyOf()));
        Assert.Null(kept.FindOff(scope));
        var (decision, off) = (DecisionOf(scope), new OffReading(scope.Generation, Now));

        kept.Keep(KeyOf(), decision);
        kept.KeepOff(scope, off);

        Assert.Same(decision, kept.Find(KeyOf()));
        Assert.Null(kept.Find(KeyOf("other-cookie")));
        Assert.Same(off, kept.FindOff(scope));
        Assert.Null(kept.FindOff(scopes.Scope(TwoFactorScope.Profile("beta"))));
    }

    private (DecisionCache Cache, ScopeState Scope, ScopeRegistry Scopes) Create(TimeSpan lifetime)
    {
        var options = Options.Create(new ProfileTwoFactorOptions { DecisionLifetime = lifetime });
        var scopes = new ScopeRegistry(options, new WindowCookieShape(options), _time);
        return (new(scopes, options), scopes.Scope(Acme), scopes);
    }

    private static DecisionKey KeyOf(
        string text = Cookie,
        WindowCarrier carrier = WindowCarrier.Cookie
    ) => new(Acme, "mark", "", "s1", "Cookies", new WindowToken(carrier, text));

    private CachedDecision DecisionOf(ScopeState scope)
    {
        var rules = new PolicyRules(
            Options.Create(new ProfileTwoFactorOptions()),
            new SupportedAuthenticators([]),
            NullLogger<PolicyRules>.Instance
        );
        var window = WindowKey.Create(
            new BindingKey(Acme, "epoch-1", "mark", ""),
            "proof-1",
            "s1",
            new WindowToken(WindowCarrier.Cookie, Cookie)
        );
        return new(scope.Generation, Now, Now, Now, window, new WindowLimits(rules.Host));
    }
}
