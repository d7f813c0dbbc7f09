using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.UnitTests.Windows;

/// <summary>What reads and writes the cookies of windows, with requests to try it on.</summary>
internal sealed class WindowParts : IDisposable
{
    private readonly ServiceProvider _services;

    public WindowParts(Action<ProfileTwoFactorOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<IHostEnvironment>(
            new HostingEnvironment { EnvironmentName = Environments.Development }
        );
        services.AddAuthentication("Cookies").AddCookie("Cookies");
        services.AddProfileTwoFactor(configure ?? (_ => { })).AddInMemoryStores();
        _services = services.BuildServiceProvider();
    }

    public static ClaimsPrincipal NoOne { get; } = new();

    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.FromUnixTimeSeconds(0x6000_0000));

    public WindowCookieWriter Cookies => _services.GetRequiredService<WindowCookieWriter>();

    public WindowTokenSource Tokens => _services.GetRequiredService<WindowTokenSource>();

    public ScopeState Scope(TwoFactorScope scope) =>
        _services.GetRequiredService<ScopeRegistry>().Scope(scope);

    /// <summary>A request with cookies, of a caller that a scheme has authenticated.</summary>
    public DefaultHttpContext Request(
        string cookies = "",
        string pathBase = "",
        string scheme = "https",
        string authenticated = "Cookies"
    )
    {
        var context = new DefaultHttpContext { RequestServices = _services };
        context.Request.Scheme = scheme;
        context.Request.PathBase = pathBase;
        context.Request.Headers.Cookie = cookies;
        context.Features.Set<IAuthenticateResultFeature>(new Result(authenticated));
        return context;
    }

    /// <summary>What an answer sets and takes away, without what all of them have.</summary>
    public static IReadOnlyList<string> Set(HttpContext context) =>
        [
            .. context.Response.Headers.SetCookie.Select(cookie =>
                cookie!
                    .Replace(
                        "expires=Thu, 01 Jan 1970 00:00:00 GMT; ",
                        "",
                        StringComparison.Ordinal
                    )
                    .Replace("; secure; samesite=lax; httponly", "", StringComparison.Ordinal)
            ),
        ];

    public void Dispose() => _services.Dispose();

    private sealed class Result(string scheme) : IAuthenticateResultFeature
    {
        public AuthenticateResult? AuthenticateResult { get; set; } =
            AuthenticateResult.Success(new(new ClaimsPrincipal(), scheme));
    }
}
