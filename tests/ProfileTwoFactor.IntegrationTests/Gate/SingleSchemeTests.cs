using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.IntegrationTests.Gate.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Gate;

/// <summary>The framework makes a host's only scheme its default. Ours beside it must not take that away.</summary>
public sealed class SingleSchemeTests
{
    [Fact]
    public async Task Host_WithOneCookieSchemeAndNoDefault_KeepsItsUsersSignedIn()
    {
        await using var host = await GateHost.StartAsync(routes =>
            routes.MapGet("/me", (HttpContext context) => context.User.Identity?.Name ?? "nobody")
        );
        var olivia = await host.BrowserAsync("olivia");

        Assert.Equal("olivia", (await olivia.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task Host_WithOneBearerSchemeAndNoDefault_KeepsItsUsersSignedInAndGated()
    {
        await using var host = await GateHost.StartAsync(
            routes =>
            {
                routes.MapGet("/me", (HttpContext context) => context.User.Identity?.Name);
                routes.MapGet("/p/{sid}", Secret.Reveal).RequireProfileTwoFactor();
            },
            options: options => options.TokenAuthenticationSchemes.Add("Bearer"),
            authentication: services =>
                services
                    .AddAuthentication()
                    .AddScheme<AuthenticationSchemeOptions, NameIsTheToken>("Bearer", null)
        );
        var browser = await host.BrowserAsync();

        Assert.Equal("mei", (await CallAsync(browser, "/me", "mei")).Body);
        Assert.Equal(200, (await CallAsync(browser, "/p/acme", "mei")).StatusCode);
        await EnableAsync(host, browser);

        var refused = await CallAsync(browser, "/p/acme", "mei");
        Assert.Equal((401, "binding-required"), (refused.StatusCode, refused.Code));
        Assert.Equal(
            "Bearer realm=\"acme\", error=\"insufficient_user_authentication\", action=\"bind\"",
            refused.Header("WWW-Authenticate")
        );
        var nobody = await browser.GetAsync("/p/acme");
        Assert.Equal((401, "sign-in-required"), (nobody.StatusCode, nobody.Code));
        Assert.Equal("Bearer", nobody.Header("WWW-Authenticate"));
    }

    [Fact]
    public async Task Host_WithTwoSchemesAndNoDefault_HasNoneWithUsEither()
    {
        await using var host = await GateHost.StartAsync(
            routes =>
                routes.MapGet(
                    "/me",
                    (HttpContext context) => context.User.Identity?.Name ?? "nobody"
                ),
            authentication: services =>
                services
                    .AddAuthentication()
                    .AddCookie()
                    .AddScheme<AuthenticationSchemeOptions, NameIsTheToken>("Bearer", null)
        );
        var browser = await host.BrowserAsync("olivia");

        Assert.Equal("nobody", (await CallAsync(browser, "/me", "mei")).Body);
    }

    private static async Task EnableAsync(GateHost host, Browser browser)
    {
        var begun = await CallAsync(
            browser,
            "/two-factor/api/profiles/acme/binding",
            "olivia",
            HttpMethod.Post
        );
        Assert.True(begun.StatusCode == 200, begun.Body);
        var app = new FakeAuthenticator(begun.Json.GetProperty("secret").GetString()!, host.Clock);
        var enabled = await CallAsync(
            browser,
            "/two-factor/api/profiles/acme/enable",
            "olivia",
            HttpMethod.Post,
            $$"""{"code":"{{app.CurrentCode()}}"}"""
        );
        Assert.True(enabled.StatusCode == 200, enabled.Body);
    }

    private static Task<Answer> CallAsync(
        Browser browser,
        string path,
        string token,
        HttpMethod? method = null,
        string? body = null
    )
    {
        var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        request.Headers.Add("Authorization", "Bearer " + token);
        if (body is not null)
        {
            request.Content = new StringContent(
                body,
                System.Text.Encoding.UTF8,
                "application/json"
            );
        }

        return browser.SendAsync(request);
    }

    private sealed class NameIsTheToken(
        IOptionsMonitor<AuthenticationSchemeOptions> options,
        ILoggerFactory logger,
        UrlEncoder encoder
    ) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
            Task.FromResult(
                Request.Headers.Authorization.ToString()
                    is ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var name]
                    ? AuthenticateResult.Success(
                        new AuthenticationTicket(GateHost.Principal(name, Scheme.Name), Scheme.Name)
                    )
                    : AuthenticateResult.NoResult()
            );

        protected override Task HandleChallengeAsync(AuthenticationProperties properties)
        {
            Response.StatusCode = 401;
            Response.Headers.WWWAuthenticate = "Bearer";
            return Task.CompletedTask;
        }
    }
}
