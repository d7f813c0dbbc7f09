using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Gate.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.LiveConnections.Support;
using ProfileTwoFactor.IntegrationTests.OpenAnswers.Support;
using ProfileTwoFactor.IntegrationTests.Proxies.Support;

namespace ProfileTwoFactor.IntegrationTests.Account;

/// <summary>What names the policy of the account's demand without the attribute, as a proxy's configuration does, counts as if it had it.</summary>
public sealed class AccountPolicyNameTests
{
    private const string Policy = ProfileTwoFactorDefaults.AccountPolicyName;

    [Fact]
    public async Task ProxiedRoute_WithThePolicysName_AsksForTheProof()
    {
        await using var backend = await Backend.StartAsync(new Ticker());
        await using var host = await ProxyAsync(backend);
        var (mark, _, _) = await host.EnableAsync("mark");
        var zoe = await host.PasswordAsync("zoe", HttpStatusCode.OK);

        var shown = await mark.GetAsync("/staff/x");
        var refused = await zoe.GetAsync("/staff/x");

        Assert.Equal((200, "from the backend"), (shown.StatusCode, shown.Body));
        Assert.Equal("no-store", shown.Header("Cache-Control"));
        Assert.Equal((401, "account-two-factor-required"), (refused.StatusCode, refused.Code));
    }

    [Fact]
    public async Task ProxiedRoute_WithThePolicysName_HasTheEndpointGuard()
    {
        await using var backend = await Backend.StartAsync(new Ticker());
        await using var host = await ProxyAsync(
            backend,
            services => services.AddSingleton<IAuthorizationHandler, SucceedsEverything>()
        );
        var zoe = await host.PasswordAsync("zoe", HttpStatusCode.OK);

        await BehindTheGuardAsync(zoe, "/staff/x");
    }

    [Fact]
    public async Task LegacyAction_WithThePolicysName_HasTheEndpointGuard()
    {
        await using var host = await AccountHost.StartAsync(
            services =>
            {
                services.AddMvcWith(typeof(AccountLegacyController));
                services.Configure<Microsoft.AspNetCore.Mvc.MvcOptions>(mvc =>
                    mvc.EnableEndpointRouting = false
                );
                services.AddSingleton<IAuthorizationHandler, SucceedsEverything>();
            },
            pipeline: app =>
            {
                app.UseRouting();
                app.UseAuthentication();
                app.UseAuthorization();
                app.MapWhen(
                    context => context.Request.Path.StartsWithSegments("/legacy"),
                    branch => branch.UseMvc()
                );
            }
        );
        var zoe = await host.PasswordAsync("zoe", HttpStatusCode.OK);

        await BehindTheGuardAsync(zoe, "/legacy/named");
    }

    [Fact]
    public async Task Endpoint_WithThePolicysNameAndAllowAnonymous_IsRefusedAtStart()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await using var host = await AccountHost.StartAsync(map: routes =>
                routes.MapGet("/staff", Secret.Reveal).RequireAuthorization(Policy).AllowAnonymous()
            );
        });

        Assert.Contains("/staff", refused.Message);
        Assert.Contains("AllowAnonymous", refused.Message);
    }

    [Theory]
    [InlineData("/staff")]
    [InlineData("/hub")]
    public async Task Endpoint_WithThePolicysNameInAHostWithoutAccounts_IsRefusedAtStart(
        string path
    )
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await using var host = await GateHost.StartAsync(
                routes =>
                {
                    if (path == "/hub")
                    {
                        routes.MapHub<AccountNamedMethodHub>(path);
                    }
                    else
                    {
                        routes.MapGet(path, Secret.Reveal).RequireAuthorization(Policy);
                    }
                },
                services => services.AddSignalR()
            );
        });

        Assert.Contains(path, refused.Message);
        Assert.Contains("AddAccounts<TDirectory>()", refused.Message);
    }

    [Fact]
    public async Task HubConnection_WithThePolicysName_GetsTheReasonAndIsClosedWithTheProof()
    {
        await using var host = await HubsAsync();
        var (mark, _, _) = await host.EnableAsync("mark");
        await using var line = await HubLine.ConnectAsync(host.Host, mark, "/named-hub");
        Assert.Equal((Secret.Text, null), await line.InvokeAsync("Show"));

        Assert.Equal(HttpStatusCode.OK, (await mark.AccountPostAsync("disable")).Status);
        var told = await line.EndAsync();

        Assert.Equal("account-two-factor-required", told.Code);
    }

    [Fact]
    public async Task HubMethod_WithThePolicysName_AnswersProvenSessionsOnly()
    {
        await using var host = await HubsAsync();
        var (mark, _, _) = await host.EnableAsync("mark");
        var zoe = await host.PasswordAsync("zoe", HttpStatusCode.OK);
        await using var proven = await HubLine.ConnectAsync(host.Host, mark, "/named-method-hub");
        await using var other = await HubLine.ConnectAsync(host.Host, zoe, "/named-method-hub");

        Assert.Equal((Secret.Text, null), await proven.InvokeAsync("Show"));
        var (shown, error) = await other.InvokeAsync("Show");
        Assert.Null(shown);
        Assert.NotNull(error);
    }

    private static async Task BehindTheGuardAsync(Browser browser, string path)
    {
        var answer = await browser.GetAsync(path);

        Assert.Equal(500, answer.StatusCode);
        Assert.Contains("reached without a positive gate decision", answer.Body);
    }

    private static Task<AccountHost> HubsAsync() =>
        AccountHost.StartAsync(
            services => services.AddSignalR(),
            options: package => package.ConnectionCheckInterval = TimeSpan.FromMinutes(5),
            map: routes =>
            {
                routes.MapHub<AccountNamedHub>("/named-hub");
                routes.MapHub<AccountNamedMethodHub>("/named-method-hub");
            }
        );

    private static Task<AccountHost> ProxyAsync(
        Backend backend,
        Action<IServiceCollection>? services = null
    ) =>
        AccountHost.StartAsync(
            all =>
            {
                all.AddProxyTo(backend, ProxyHosts.Route("/staff/{**rest}", Policy));
                services?.Invoke(all);
            },
            map: routes => routes.MapReverseProxy()
        );
}
