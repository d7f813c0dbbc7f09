using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Gate;

/// <summary>A host whose people sign in at a provider: cookies for the session, OpenID Connect as the challenge.</summary>
public sealed class OpenIdConnectTests : IAsyncLifetime
{
    private IdentityProvider _provider = null!;

    public async Task InitializeAsync() => _provider = await IdentityProvider.StartAsync();

    public async Task DisposeAsync() => await _provider.DisposeAsync();

    [Fact]
    public async Task SignIn_AtTheProvider_LeadsBackToTheGatedPage()
    {
        await using var host = await StartAsync();
        var browser = await host.BrowserAsync();

        var back = await SignInAsync(browser, "olivia");

        Assert.Equal((302, "/p/acme"), (back.StatusCode, back.Location));
        Assert.Equal("profile acme", (await browser.NavigateAsync("/p/acme")).Body);
    }

    [Fact]
    public async Task Gate_AfterASignInAtTheProvider_AsksForTheCode()
    {
        await using var host = await StartAsync();
        var owner = await host.BrowserAsync();
        await SignInAsync(owner, "olivia");
        var app = await owner.EnableAsync();
        host.Clock.NextStep();
        var second = await host.BrowserAsync();
        await SignInAsync(second, "olivia");
        var mark = await host.BrowserAsync();
        await SignInAsync(mark, "mark");

        Assert.Equal(200, (await owner.GetAsync("/p/acme")).StatusCode);
        Assert.Equal("binding-required", (await mark.GetAsync("/p/acme")).Code);
        Assert.Equal("verification-required", (await second.GetAsync("/p/acme")).Code);
        Assert.Equal(
            "/two-factor/profiles/acme/verify?returnUrl=%2Fp%2Facme",
            (await second.NavigateAsync("/p/acme")).Location
        );
        Assert.Equal(200, (await second.VerifyAsync(app.CurrentCode())).StatusCode);
        Assert.Equal(200, (await second.GetAsync("/p/acme")).StatusCode);
    }

    [Theory]
    [InlineData(OpenIdConnectRedirectBehavior.RedirectGet, false)]
    [InlineData(OpenIdConnectRedirectBehavior.FormPost, false)]
    [InlineData(OpenIdConnectRedirectBehavior.FormPost, true)]
    public async Task SignedOutPage_ThatPolls_CollectsNoCookiesOfTheSignIn(
        OpenIdConnectRedirectBehavior behavior,
        bool kestrel
    )
    {
        await using var host = await StartAsync(
            oidc => oidc.AuthenticationMethod = behavior,
            kestrel: kestrel
        );
        var browser = await host.BrowserAsync();

        for (var poll = 0; poll < 100; poll++)
        {
            var answer = await browser.GetAsync("/p/acme");

            Assert.Equal((401, "sign-in-required"), (answer.StatusCode, answer.Code));
            Assert.Null(answer.Header("Set-Cookie"));
            Assert.Null(answer.Location);
        }

        Assert.Equal(0, browser.Cookies.Count);
    }

    [Fact]
    public async Task Challenge_OfTheProvider_LeavesNothingForAScript()
    {
        await using var host = await StartAsync(oidc =>
            oidc.Events.OnRedirectToIdentityProvider = challenge =>
            {
                var response = challenge.Response;
                response.Headers["X-Sign-In"] = "begun";
                response.OnStarting(() =>
                {
                    response.Cookies.Append("begun", "late");
                    return Task.CompletedTask;
                });
                return Task.CompletedTask;
            }
        );
        var browser = await host.BrowserAsync();

        var script = await browser.GetAsync("/p/acme");
        var person = await browser.NavigateAsync("/p/acme");

        Assert.Equal((401, "sign-in-required"), (script.StatusCode, script.Code));
        Assert.Null(script.Header("X-Sign-In"));
        Assert.Null(script.Header("Set-Cookie"));
        Assert.Equal("begun", person.Header("X-Sign-In"));
        Assert.Contains("begun=late", person.Header("Set-Cookie"));
    }

    [Fact]
    public async Task Answer_ToAScript_KeepsHeadersAndCookiesOfTheHost()
    {
        await using var host = await StartAsync(before: context =>
        {
            context.Response.Headers["X-Request"] = "7";
            context.Response.Cookies.Append("visit", "1");
        });

        var answer = await (await host.BrowserAsync()).GetAsync("/p/acme");

        Assert.Equal((401, "sign-in-required"), (answer.StatusCode, answer.Code));
        Assert.Equal("7", answer.Header("X-Request"));
        Assert.StartsWith("visit=1", answer.Header("Set-Cookie"));
        Assert.DoesNotContain("Nonce", answer.Header("Set-Cookie"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Answer_OfTheHostsOwnForScripts_IsSentAsItIs(bool kestrel)
    {
        await using var host = await StartAsync(
            oidc =>
                oidc.Events.OnRedirectToIdentityProvider = async challenge =>
                {
                    var response = challenge.Response;
                    response.OnStarting(() =>
                    {
                        response.Headers["X-Started"] = "yes";
                        return Task.CompletedTask;
                    });
                    response.StatusCode = StatusCodes.Status401Unauthorized;
                    response.Headers["X-Sign-In"] = "/login";
                    await response.WriteAsync("sign in first");
                    Assert.True(response.HasStarted);
                    challenge.HandleResponse();
                },
            kestrel: kestrel
        );

        var answer = await (await host.BrowserAsync()).GetAsync("/p/acme");

        Assert.Equal((401, "sign in first"), (answer.StatusCode, answer.Body));
        Assert.Equal("/login", answer.Header("X-Sign-In"));
        Assert.Equal("yes", answer.Header("X-Started"));
    }

    [Theory]
    [InlineData(OpenIdConnectRedirectBehavior.RedirectGet, 302)]
    [InlineData(OpenIdConnectRedirectBehavior.FormPost, 200)]
    public async Task Navigation_WithoutASession_IsSentToTheProvider(
        OpenIdConnectRedirectBehavior behavior,
        int status
    )
    {
        await using var host = await StartAsync(oidc => oidc.AuthenticationMethod = behavior);

        var answer = await (await host.BrowserAsync()).NavigateAsync("/p/acme");

        Assert.Equal(status, answer.StatusCode);
        Assert.Contains($"{TokenIssuer.Address}/authorize", answer.Location ?? answer.Body);
        Assert.Contains(".AspNetCore.OpenIdConnect.Nonce.", answer.Header("Set-Cookie"));
    }

    private async Task<Answer> SignInAsync(Browser browser, string user)
    {
        _provider.User = user;
        var sent = await browser.NavigateAsync("/p/acme");
        Assert.StartsWith($"{TokenIssuer.Address}/authorize?", sent.Location);
        var callback = await _provider.AgreeAsync(sent.Location!);
        return await browser.NavigateAsync(callback.PathAndQuery);
    }

    private Task<GateHost> StartAsync(
        Action<OpenIdConnectOptions>? configure = null,
        Action<HttpContext>? before = null,
        bool kestrel = false
    ) =>
        GateHost.StartAsync(
            pipeline: app =>
            {
                app.Use(
                    (context, next) =>
                    {
                        before?.Invoke(context);
                        return next(context);
                    }
                );
                app.UseRouting();
                app.UseAuthentication();
                app.UseAuthorization();
            },
            kestrel: kestrel,
            authentication: services =>
                services
                    .AddAuthentication(setup =>
                    {
                        setup.DefaultScheme = CookieAuthenticationDefaults.AuthenticationScheme;
                        setup.DefaultChallengeScheme = OpenIdConnectDefaults.AuthenticationScheme;
                    })
                    .AddCookie(cookie => cookie.ExpireTimeSpan = TimeSpan.FromDays(400))
                    .AddOpenIdConnect(oidc =>
                    {
                        oidc.Authority = TokenIssuer.Address;
                        oidc.ClientId = IdentityProvider.ClientId;
                        oidc.ClientSecret = IdentityProvider.ClientSecret;
                        oidc.ResponseType = "code";
                        oidc.ResponseMode = "query";
                        oidc.BackchannelHttpHandler = _provider.Handler();
                        oidc.TokenValidationParameters.NameClaimType = ClaimTypes.Name;
                        // The test's clock stands still in the past; a browser forgets by the machine's.
                        oidc.RemoteAuthenticationTimeout = TimeSpan.FromDays(36500);
                        oidc.ProtocolValidator.NonceLifetime = TimeSpan.FromDays(36500);
                        configure?.Invoke(oidc);
                    })
        );
}
