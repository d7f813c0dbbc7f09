using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Notifications;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Stores.InMemory;

namespace ProfileTwoFactor.IntegrationTests.Account;

/// <summary>Store, cache or directory down: no one is signed in, open pages stay open, nothing is lost.</summary>
public sealed class AccountFaultTests
{
    [Fact]
    public async Task StoreDown_RefusesSessions_AndLeavesOpenPagesAlone()
    {
        var script = new StoreScript();
        await using var host = await StartAsync(script);
        var (browser, _, _) = await host.EnableAsync("mei");
        script.Before = _ => Task.FromException(new IOException("The database is gone."));
        host.Clock.Advance(TimeSpan.FromSeconds(6));

        var gated = await browser.GetAsync("/me");
        var page = await browser.NavigateAsync("/me");
        var open = await browser.GetAsync("/open");
        var own = await browser.AccountAsync();
        var signIn = await (await host.BrowserAsync()).GetAsync("/password/mei");
        script.Reset();

        Assert.Equal((503, "two-factor-unavailable"), (gated.StatusCode, gated.Code));
        Assert.NotNull(gated.Response.Headers.RetryAfter);
        Assert.Equal(503, page.StatusCode);
        Assert.Equal((HttpStatusCode.OK, ""), (open.Status, open.Body));
        Assert.Equal("two-factor-unavailable", own.Code);
        Assert.Equal(503, signIn.StatusCode);
        // The circuit that opened on so many failures asks again after a moment.
        host.Clock.Advance(Circuit.OpenTime);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/me")).Status);
    }

    [Fact]
    public async Task EveryStoreCallOfACompletion_FailingInTurn_NeverSignsIn_AndALaterCodeDoes()
    {
        for (var number = 1; ; number++)
        {
            var script = new StoreScript();
            await using var host = await StartAsync(script);
            var (_, app, _) = await host.EnableAsync("mei");
            var browser = await host.PasswordAsync("mei");
            var calls = script.FailCall(number);

            var answer = await browser.AccountVerifyAsync(app.CurrentCode());
            script.Reset();
            if (calls() < number)
            {
                Assert.Equal(HttpStatusCode.NoContent, answer.Status);
                Assert.True(number > 3, $"Only {number - 1} calls were broken.");
                return;
            }

            Assert.Equal((503, "two-factor-unavailable"), (answer.StatusCode, answer.Code));
            Assert.Equal("", (await browser.GetAsync("/open")).Body);
            host.Clock.NextStep();
            Assert.Equal(
                HttpStatusCode.NoContent,
                (await browser.AccountVerifyAsync(app.CurrentCode())).Status
            );
        }
    }

    [Fact]
    public async Task CommitWhoseAnswerIsCutOff_DoesNotSignIn_AndTheSignInIsUsed()
    {
        var script = new StoreScript();
        await using var host = await StartAsync(script);
        var (_, app, _) = await host.EnableAsync("mei");
        var browser = await host.PasswordAsync("mei");
        script.FailWrite(1, committed: true);

        var cut = await browser.AccountVerifyAsync(app.CurrentCode());
        script.Reset();
        host.Clock.NextStep();

        Assert.Equal(503, cut.StatusCode);
        Assert.Equal("", (await browser.GetAsync("/open")).Body);
        Assert.Equal(
            "sign-in-required",
            (await browser.AccountVerifyAsync(app.CurrentCode())).Code
        );
    }

    [Fact]
    public async Task EveryWriteOfSettingUp_FailingInTurn_LeavesOffOrOn_NeverHalf()
    {
        for (var number = 1; number <= 3; number++)
        {
            foreach (var committed in new[] { false, true })
            {
                var script = new StoreScript();
                await using var host = await StartAsync(script);
                var browser = await host.PasswordAsync("mei", HttpStatusCode.OK);
                var app = await host.BeginAsync(browser);
                script.FailWrite(number, committed);

                var answer = await browser.AccountPostAsync(
                    "enable",
                    new { code = app.CurrentCode() }
                );
                script.Reset();
                host.Clock.NextStep();

                Assert.Equal(503, answer.StatusCode);
                var policy = await host.Service<IPolicyStore>()
                    .FindAsync(TwoFactorScope.Account("mei"), default);
                var on = number == 3 && committed;
                Assert.Equal(on, policy?.Enabled == true);
                var next = await host.PasswordAsync(
                    "mei",
                    on ? HttpStatusCode.Accepted : HttpStatusCode.OK
                );
                if (on)
                {
                    Assert.Equal(
                        HttpStatusCode.NoContent,
                        (await next.AccountVerifyAsync(app.CurrentCode())).Status
                    );
                }
            }
        }
    }

    [Fact]
    public async Task CacheDown_StillSignsIn_AndRefusesFreshProofs()
    {
        await using var host = await AccountHost.StartAsync();
        var (_, app, codes) = await host.EnableAsync("mei");
        var browser = await host.PasswordAsync("mei");
        host.Host.Cache.Before = _ => Task.FromException(new IOException("The cache is gone."));

        var signedIn = await browser.AccountVerifyAsync(app.CurrentCode());
        host.Clock.NextStep();
        var again = await browser.AccountVerifyAsync(app.CurrentCode());
        host.Host.Cache.Before = null;

        Assert.Equal(HttpStatusCode.NoContent, signedIn.Status);
        Assert.Equal("two-factor-unavailable", again.Code);
        Assert.Equal("verification-required", (await browser.AccountPostAsync("disable")).Code);
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await browser.AccountVerifyAsync(app.CurrentCode())).Status
        );
        Assert.Equal(10, codes.Count);
    }

    [Fact]
    public async Task DirectoryDown_BetweenPasswordAndCode_DoesNotSignIn_AndCostsNoCode()
    {
        await using var host = await AccountHost.StartAsync();
        var (_, app, _) = await host.EnableAsync("mei");
        var browser = await host.PasswordAsync("mei");
        host.Accounts.Before = () => throw new TimeoutException();

        var answer = await browser.AccountVerifyAsync(app.CurrentCode());
        host.Accounts.Before = null;

        Assert.Equal("two-factor-unavailable", answer.Code);
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await browser.AccountVerifyAsync(app.CurrentCode())).Status
        );
    }

    [Fact]
    public async Task DirectoryThatCannotMakeThePrincipal_CostsNoBackupCode()
    {
        await using var host = await AccountHost.StartAsync();
        var (_, _, codes) = await host.EnableAsync("mei");
        var browser = await host.PasswordAsync("mei");
        host.Accounts.BeforePrincipal = () => throw new TimeoutException();

        var answer = await browser.AccountBackupCodeAsync(codes[0]);
        host.Accounts.BeforePrincipal = null;

        Assert.Equal("two-factor-unavailable", answer.Code);
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await browser.AccountBackupCodeAsync(codes[0])).Status
        );
    }

    [Fact]
    public async Task StoreDown_ChangingCall_SaysUnavailable_NotThatTheTokenIsWrong()
    {
        var script = new StoreScript();
        await using var host = await StartAsync(script);
        var (browser, app, _) = await host.EnableAsync("mei");
        var token = (await browser.GetAsync("/two-factor/api/antiforgery")).Json;
        script.Before = _ => Task.FromException(new IOException("The database is gone."));
        host.Clock.Advance(TimeSpan.FromSeconds(6));
        var request = new HttpRequestMessage(HttpMethod.Post, "/two-factor/api/account/verify")
        {
            Content = System.Net.Http.Json.JsonContent.Create(new { code = app.CurrentCode() }),
        };
        request.Headers.Add(
            token.GetProperty("headerName").GetString()!,
            token.GetProperty("token").GetString()
        );

        Assert.Equal("two-factor-unavailable", (await browser.SendAsync(request)).Code);
        Assert.Equal(
            "two-factor-unavailable",
            (await browser.GetAsync("/two-factor/api/antiforgery")).Code
        );
    }

    [Fact]
    public async Task HostEventThatFailsWhileTheSessionIsWritten_StillShowsTheBackupCodes()
    {
        var fails = false;
        await using var host = await AccountHost.StartAsync(authentication: services =>
            services
                .AddAuthentication()
                .AddCookie(cookie =>
                    cookie.Events.OnSigningIn = _ =>
                        fails
                            ? throw new IOException("The host's own log is down.")
                            : Task.CompletedTask
                )
        );
        var browser = await host.PasswordAsync("mei", HttpStatusCode.OK);
        var app = await host.BeginAsync(browser);
        fails = true;

        var answer = await browser.AccountPostAsync("enable", new { code = app.CurrentCode() });

        Assert.Equal(10, AccountHost.Codes(answer).Count);
    }

    private static Task<AccountHost> StartAsync(StoreScript script) =>
        AccountHost.StartAsync(services =>
        {
            services.RemoveAll<IPolicyStore>();
            services.RemoveAll<ISecretStore>();
            services.AddSingleton<IPolicyStore>(
                new ScriptedPolicyStore(new InMemoryPolicyStore(), script)
            );
            services.AddSingleton<ISecretStore>(
                new ScriptedSecretStore(new InMemorySecretStore(), script)
            );
        });
}
