using Microsoft.Extensions.Options;
using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.UnitTests.Policies;

public sealed class ScopeRegistryTests
{
    private const string Cookie = "cookie-1";
    private static readonly TwoFactorScope Acme = TwoFactorScope.Profile("acme");
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _heard = [];
    private readonly ScopeRegistry _scopes;

    public ScopeRegistryTests()
    {
        var options = Options.Create(new ProfileTwoFactorOptions { DecisionLifetime = Lifetime });
        _scopes = new(options, new WindowCookieShape(options), _time);
        _scopes.Changed += scope => _heard.Add($"changed {scope.Id}");
        _scopes.ChangedHere += scope => _heard.Add($"changed here {scope.Id}");
        _scopes.WindowClosed += cookie => _heard.Add($"closed {cookie}");
        _scopes.ClosedHere += cookie => _heard.Add($"closed here {cookie}");
        _scopes.Scheduled += (scope, date) => _heard.Add($"{scope.Id} from {date.UtcTicks}");
    }

    private long Now => _time.GetUtcNow().UtcTicks;

    [Fact]
    public void Invalidate_VoidsWhatWasDecided_AndTellsBothHereAndElsewhere()
    {
        var before = _scopes.Scope(Acme).Generation;

        _scopes.Invalidate(Acme);

        Assert.NotSame(before, _scopes.Scope(Acme).Generation);
        Assert.Equal(["changed acme", "changed here acme"], _heard);
    }

    /// <summary>What another node has told is told to no other node.</summary>
    [Fact]
    public void Invalidate_OfTheScopeAlone_IsToldHereOnly()
    {
        _scopes.Scope(Acme).Invalidate();

        Assert.Equal(["changed acme"], _heard);
    }

    [Fact]
    public void CloseWindow_ClosesItHere_AndIsToldElsewhere()
    {
        _scopes.CloseWindow(Cookie);

        Assert.True(_scopes.IsClosed(Cookie, Now));
        Assert.Equal(["closed cookie-1", "closed here cookie-1"], _heard);
    }

    [Fact]
    public void EndWindow_ThatAnotherNodeClosed_ClosesItHereOnly()
    {
        _scopes.EndWindow(Cookie);

        Assert.True(_scopes.IsClosed(Cookie, Now));
        Assert.Equal(["closed cookie-1"], _heard);
    }

    [Fact]
    public void TellClosed_OfAWindowThatIsGone_ClosesNothingHere()
    {
        _scopes.TellClosed(Cookie);

        Assert.False(_scopes.IsClosed(Cookie, Now));
        Assert.Equal(["closed here cookie-1"], _heard);
    }

    [Fact]
    public void IsClosed_IsRememberedAsLongAsADecisionLives_AndOfThatCookieOnly()
    {
        _scopes.CloseWindow(Cookie);

        Assert.False(_scopes.IsClosed("cookie-2", Now));
        Assert.False(_scopes.IsClosed(null, Now));
        _time.Advance(Lifetime);
        Assert.True(_scopes.IsClosed(Cookie, Now));
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.False(_scopes.IsClosed(Cookie, Now));
    }

    [Fact]
    public void IsClosed_ByAClockThatWasSetBack_StaysSo()
    {
        _scopes.CloseWindow(Cookie);

        Assert.True(_scopes.IsClosed(Cookie, Now - TimeSpan.FromDays(1).Ticks));
    }

    [Fact]
    public void Announce_ADate_IsTold()
    {
        _scopes.Announce(Acme, new DateTimeOffset(7, TimeSpan.Zero));

        Assert.Equal(["acme from 7"], _heard);
    }

    [Fact]
    public void Nothing_ListensToANewRegistry_AndNothingFails()
    {
        var options = Options.Create(new ProfileTwoFactorOptions());
        var scopes = new ScopeRegistry(options, new WindowCookieShape(options), _time);

        scopes.Invalidate(Acme);
        scopes.CloseWindow(Cookie);
        scopes.Announce(Acme, DateTimeOffset.UnixEpoch);

        Assert.True(scopes.IsClosed(Cookie, Now));
    }
}
