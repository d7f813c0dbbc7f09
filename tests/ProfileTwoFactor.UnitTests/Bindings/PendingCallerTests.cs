using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.UnitTests.Bindings;

/// <summary>The expected hashes, which are stored while a binding is pending, were computed with another program.</summary>
public sealed class PendingCallerTests
{
    private const string OfSession =
        "CC7253697AAE6AE77B8285C754FD599D9F0B73DF91CB2603BDC2ABD30120CD04";
    private const string OfSubject =
        "48963D6BA77FAF9F3468136C6CB32501A8192CF59B1D9E53C55081117D285B22";

    private readonly ProfileTwoFactorOptions _options = new();
    private readonly ScopeState _scope = new(TwoFactorScope.Profile("acme"), ["w"], _ => { });
    private readonly PendingCaller _callers;

    public PendingCallerTests()
    {
        _options.TokenAuthenticationSchemes.Add("Tokens");
        _options.WindowClaimTypes.Add("sid");
        _options.WindowClaimTypes.Add("jti");
        var options = Options.Create(_options);
        _callers = new(options, new WindowCookieShape(options));
    }

    [Fact]
    public void Browser_PresentsItsCookie()
    {
        Assert.Equal(
            "2F32882AEA822FFE9D81F0723655AECB0CBFCDC8C734EC9CBE3EAF6BEC390F4D",
            Read(Presenting("cookie"), User())
        );
        Assert.Null(Read(Presenting(null), User()));
        Assert.Null(Read(Presenting(""), User()));
    }

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void Cookie_ThatIsTooLong_IsNotLookedAt(int length, bool read) =>
        Assert.Equal(read, Read(Presenting(new string('x', length)), User()) is not null);

    [Theory]
    [InlineData("sub", "mark", "sid", "s1", OfSession)]
    [InlineData(ClaimTypes.NameIdentifier, "mark", "sid", "s1", OfSession)]
    [InlineData("sub", "mark", "other", "s1", OfSubject)]
    [InlineData("sub", "mark", "sid", "", OfSubject)]
    [InlineData(ClaimTypes.NameIdentifier, "mark", "other", "s1", OfSubject)]
    public void Token_PresentsItsSubjectAndSession(
        string subjectType,
        string subject,
        string sessionType,
        string session,
        string expected
    )
    {
        var user = User((subjectType, subject), (sessionType, session));
        var context = Presenting("cookie", scheme: "Tokens");

        Assert.Equal(expected, Read(context, user));
        var (hash, cookie) = _callers.Create(context, user);
        Assert.Equal(expected, Convert.ToHexString(hash));
        Assert.Null(cookie);
        Assert.Equal(expected == OfSession, _callers.TellsSessionsApart(context, user));
    }

    [Fact]
    public void Token_WithTwoSessionClaims_PresentsTheFirstThatTheAppNames()
    {
        var context = Presenting(null, scheme: "Tokens");

        Assert.Equal(OfSession, Read(context, User(("sub", "mark"), ("jti", "j1"), ("sid", "s1"))));
        Assert.NotEqual(OfSubject, Read(context, User(("sub", "mark"), ("jti", "j1"))));
    }

    [Fact]
    public void Token_WithoutASubject_PresentsNoOtherOnes()
    {
        var context = Presenting(null, scheme: "Tokens");

        Assert.Equal(
            "F0A0BCED88F9E7E99EC04A7AA40DB6FEEB1FD6FCB07AB45EF6757AFAED309066",
            Read(context, User())
        );
    }

    [Fact]
    public void Browser_PresentsAnotherValueAfterEachBegin()
    {
        var context = Presenting("cookie");

        var (first, cookie) = _callers.Create(context, User());
        var (second, other) = _callers.Create(context, User());

        Assert.NotEqual(first, second);
        Assert.NotEqual(cookie, other);
        Assert.Equal(Convert.ToHexString(first), Read(Presenting(cookie), User()));
        Assert.True(_callers.TellsSessionsApart(context, User()));
    }

    [Theory]
    [InlineData("https", "", "secure; samesite=strict; httponly", "/")]
    [InlineData("http", "", "samesite=strict; httponly", "/")]
    [InlineData("https", "/app", "secure; samesite=strict; httponly", "/app")]
    public void HandOut_OnlyForOurOwnPages(
        string scheme,
        string pathBase,
        string attributes,
        string path
    )
    {
        var context = Presenting(null);
        context.Request.Scheme = scheme;
        context.Request.PathBase = pathBase;

        _callers.HandOut(context, _scope, "value");

        Assert.Equal(
            $"{_scope.PendingCookie}=value; max-age=600; path={path}; {attributes}",
            context.Response.Headers.SetCookie
        );
    }

    /// <summary>Where a site asks for consent to cookies, those without which nothing works are set without it.</summary>
    [Fact]
    public void HandOut_NeedsNoConsent()
    {
        var context = Presenting(null);
        var cookies = new RecordedCookies();
        context.Features.Set<IResponseCookiesFeature>(cookies);

        _callers.HandOut(context, _scope, "value");

        Assert.True(Assert.Single(cookies.Options).IsEssential);
    }

    [Fact]
    public void HandOut_ToATokenCaller_SetsNoCookie()
    {
        var context = Presenting(null);

        _callers.HandOut(context, _scope, cookie: null);

        Assert.Equal(0, context.Response.Headers.SetCookie.Count);
    }

    [Fact]
    public void Forget_TakesBackWhatTheBrowserHas()
    {
        var context = Presenting("cookie");

        _callers.Forget(context, _scope);

        Assert.StartsWith(
            $"{_scope.PendingCookie}=; expires=Thu, 01 Jan 1970",
            context.Response.Headers.SetCookie.ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Forget_WhereTheBrowserHasNone_SetsNoCookie()
    {
        var context = Presenting(null);

        _callers.Forget(context, _scope);

        Assert.Equal(0, context.Response.Headers.SetCookie.Count);
    }

    private static ClaimsPrincipal User(params (string Type, string Value)[] claims) =>
        new(new ClaimsIdentity(claims.Select(claim => new Claim(claim.Type, claim.Value)), "test"));

    private string? Read(HttpContext context, ClaimsPrincipal user) =>
        _callers.Read(context, user, _scope) is { } hash ? Convert.ToHexString(hash) : null;

    private DefaultHttpContext Presenting(string? cookie, string scheme = "Cookies")
    {
        var context = new DefaultHttpContext
        {
            RequestServices = new ServiceCollection().BuildServiceProvider(),
        };
        context.Request.Scheme = "https";
        context.Features.Set<IAuthenticateResultFeature>(new Result(scheme));
        if (cookie is not null)
        {
            context.Request.Headers.Cookie = $"{_scope.PendingCookie}={cookie}";
        }

        return context;
    }

    private sealed class RecordedCookies : IResponseCookiesFeature, IResponseCookies
    {
        public List<CookieOptions> Options { get; } = [];

        public IResponseCookies Cookies => this;

        public void Append(string key, string value, CookieOptions options) => Options.Add(options);

        public void Append(string key, string value) => throw new NotSupportedException();

        public void Delete(string key) => throw new NotSupportedException();

        public void Delete(string key, CookieOptions options) => throw new NotSupportedException();
    }

    private sealed class Result(string scheme) : IAuthenticateResultFeature
    {
        public AuthenticateResult? AuthenticateResult { get; set; } =
            AuthenticateResult.Success(new(new ClaimsPrincipal(), scheme));
    }
}
