using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Account;

/// <summary>Threat: a session that never saw a code, because it is older, or came about in another way.</summary>
public sealed class AccountSessionTests
{
    [Fact]
    public async Task OldSession_OnAnotherDevice_IsUnprovenOnceItIsOn()
    {
        await using var host = await AccountHost.StartAsync();
        var old = await host.PasswordAsync("mei", HttpStatusCode.OK);
        var (browser, app, _) = await host.EnableAsync("mei");

        var refused = await old.GetAsync("/me");
        var navigation = await old.NavigateAsync("/p/acme");
        var open = await old.GetAsync("/open");
        var verified = await old.AccountVerifyAsync(app.CurrentCode());

        Assert.Equal("account-verification-required", refused.Code);
        Assert.Equal(HttpStatusCode.Found, navigation.Status);
        Assert.Equal("", open.Body);
        Assert.Equal(HttpStatusCode.NoContent, verified.Status);
        Assert.Equal(HttpStatusCode.OK, (await old.GetAsync("/me")).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/me")).Status);
    }

    [Fact]
    public async Task SignInByAnyOtherWay_IsUnproven()
    {
        await using var host = await AccountHost.StartAsync();
        var (_, app, _) = await host.EnableAsync("mei");
        var browser = await host.Host.BrowserAsync("mei");

        Assert.Equal("account-verification-required", (await browser.AccountAsync()).Code);
        Assert.Equal("account-verification-required", (await browser.GetAsync("/p/acme")).Code);
        await browser.AccountVerifyAsync(app.CurrentCode());
        Assert.Equal(HttpStatusCode.OK, (await browser.AccountAsync()).Status);
    }

    [Fact]
    public async Task SessionRenewedInAProvenBrowser_KeepsItsProof()
    {
        await using var host = await AccountHost.StartAsync();
        var (browser, _, _) = await host.EnableAsync("mei");

        await browser.SignInAsync("mei");

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/me")).Status);
    }

    [Fact]
    public async Task SessionOfAnotherPersonBegunInAProvenBrowser_GetsNoProof()
    {
        await using var host = await AccountHost.StartAsync();
        await host.EnableAsync("mark");
        var (browser, _, _) = await host.EnableAsync("mei");

        await browser.SignInAsync("mark");

        Assert.Equal("account-verification-required", (await browser.AccountAsync()).Code);
    }

    [Fact]
    public async Task PrincipalPutInPlaceByTheHost_KeepsTheProofOfTheTicket()
    {
        await using var host = await AccountHost.StartAsync(authentication: services =>
            services
                .AddAuthentication()
                .AddCookie(cookie =>
                    cookie.Events.OnValidatePrincipal = context =>
                    {
                        context.ReplacePrincipal(
                            GateHost.Principal(
                                context.Principal!.Identity!.Name!,
                                CookieAuthenticationDefaults.AuthenticationScheme
                            )
                        );
                        context.ShouldRenew = true;
                        return Task.CompletedTask;
                    }
                )
        );
        var (browser, _, _) = await host.EnableAsync("mei");

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/me")).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/me")).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task HostEventsThatNeverCallTheDelegate_AreGuarded(bool asType)
    {
        await using var host = await AccountHost.StartAsync(authentication: services =>
        {
            services.AddSingleton<OverridingEvents>();
            services
                .AddAuthentication()
                .AddCookie(cookie =>
                {
                    if (asType)
                    {
                        cookie.EventsType = typeof(OverridingEvents);
                    }
                    else
                    {
                        cookie.Events = new OverridingEvents();
                    }
                });
        });
        await host.EnableAsync("mei");
        var browser = await host.Host.BrowserAsync("mei");

        Assert.Equal("account-verification-required", (await browser.GetAsync("/me")).Code);
    }

    [Fact]
    public async Task EventsReplacedAfterwards_StopTheHostAtStart()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            AccountHost.StartAsync(services =>
                services.PostConfigure<CookieAuthenticationOptions>(
                    CookieAuthenticationDefaults.AuthenticationScheme,
                    cookie => cookie.Events = new CookieAuthenticationEvents()
                )
            )
        );

        Assert.Contains("PostConfigure", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SchemeThatIsNoCookie_StopsTheHostAtStart()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            AccountHost.StartAsync(accountOptions: options => options.SessionScheme = "nothing")
        );

        Assert.Contains("'nothing' is not registered", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SessionCookie_OfTheEpochBefore_IsUnproven()
    {
        await using var host = await AccountHost.StartAsync();
        var (browser, app, _) = await host.EnableAsync("mei");
        var old = await host.PasswordAsync("mei");
        await old.AccountVerifyAsync(app.CurrentCode());
        await browser.AccountPostAsync("disable");
        var again = await host.BeginAsync(browser);
        await browser.AccountPostAsync("enable", new { code = again.CurrentCode() });

        Assert.Equal("account-verification-required", (await old.GetAsync("/me")).Code);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/me")).Status);
    }

    [Fact]
    public async Task Guard_StandsWhereRequestsAreAuthenticated_NotWhereSignInGoesByDefault()
    {
        // What AddIdentity and AddDefaultIdentity do: the external cookie is the default for signing in.
        await using var host = await AccountHost.StartAsync(authentication: services =>
            services
                .AddAuthentication(schemes =>
                {
                    schemes.DefaultScheme = CookieAuthenticationDefaults.AuthenticationScheme;
                    schemes.DefaultSignInScheme = "External";
                })
                .AddCookie()
                .AddCookie("External")
        );
        await host.EnableAsync("mei");
        var browser = await host.Host.BrowserAsync("mei");

        Assert.Equal("account-verification-required", (await browser.GetAsync("/me")).Code);
    }

    [Fact]
    public async Task EventDelegateSetAfterTheGuard_RunsAsWell_AndTheGuardStays()
    {
        var asked = 0;
        await using var host = await AccountHost.StartAsync(services =>
            services.PostConfigure<CookieAuthenticationOptions>(
                CookieAuthenticationDefaults.AuthenticationScheme,
                cookie =>
                    cookie.Events.OnValidatePrincipal = _ =>
                    {
                        asked++;
                        return Task.CompletedTask;
                    }
            )
        );
        await host.EnableAsync("mei");
        var browser = await host.Host.BrowserAsync("mei");
        var before = asked;

        Assert.Equal("account-verification-required", (await browser.GetAsync("/me")).Code);
        Assert.Equal(before + 1, asked);
    }

    [Fact]
    public async Task PrincipalWithSeveralIds_HasToProveEachThatIsOn()
    {
        await using var host = await AccountHost.StartAsync(authentication: services =>
            services
                .AddAuthentication()
                .AddCookie(cookie =>
                    cookie.Events.OnSigningIn = context =>
                    {
                        // An external identity beside the host's own, and before it.
                        if (context.HttpContext.Request.Path.StartsWithSegments("/sign-in"))
                        {
                            context.Principal = new([
                                GateHost.Principal("provider-key", "External").Identities.First(),
                                context.Principal!.Identities.First(),
                            ]);
                        }

                        return Task.CompletedTask;
                    }
                )
        );
        await host.EnableAsync("mei");
        var browser = await host.Host.BrowserAsync("mei");

        Assert.Equal("account-verification-required", (await browser.GetAsync("/me")).Code);
    }

    [Fact]
    public async Task SessionOfTwoPeople_ThatEndsForOne_LeavesNoProofOfTheOther()
    {
        var both = true;
        await using var host = await AccountHost.StartAsync(authentication: services =>
            services
                .AddAuthentication()
                .AddCookie(cookie =>
                    cookie.Events.OnSigningIn = context =>
                    {
                        if (both && context.HttpContext.Request.Path.StartsWithSegments("/sign-in"))
                        {
                            context.Principal!.AddIdentity(
                                GateHost.Principal("mark", "External").Identities.First()
                            );
                        }

                        return Task.CompletedTask;
                    }
                )
        );
        var (browser, _, _) = await host.EnableAsync("mei");
        await browser.SignInAsync("mei");
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/me")).Status);
        var (mark, _, _) = await host.EnableAsync("mark");
        await mark.AccountPostAsync("disable");
        both = false;

        await browser.SignInAsync("mei");

        Assert.Equal("account-verification-required", (await browser.GetAsync("/me")).Code);
    }

    [Fact]
    public async Task TicketsInASessionStore_StopTheHostAtStart()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            AccountHost.StartAsync(services =>
                services.Configure<CookieAuthenticationOptions>(
                    CookieAuthenticationDefaults.AuthenticationScheme,
                    cookie => cookie.SessionStore = new NoStore()
                )
            )
        );

        Assert.Contains("SessionStore", failure.Message, StringComparison.Ordinal);
    }

    private sealed class NoStore : ITicketStore
    {
        public Task<string> StoreAsync(AuthenticationTicket ticket) => Task.FromResult("key");

        public Task RenewAsync(string key, AuthenticationTicket ticket) => Task.CompletedTask;

        public Task<AuthenticationTicket?> RetrieveAsync(string key) =>
            Task.FromResult<AuthenticationTicket?>(null);

        public Task RemoveAsync(string key) => Task.CompletedTask;
    }

    private sealed class OverridingEvents : CookieAuthenticationEvents
    {
        public override Task ValidatePrincipal(CookieValidatePrincipalContext context) =>
            Task.CompletedTask;
    }
}
