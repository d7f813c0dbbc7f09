using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Windows;

/// <summary>A sign-in for a whole domain. Whether a code counts for the whole domain as well is a setting of its own.</summary>
public sealed class CookieDomainTests
{
    private const string Api = "https://api.shop.test/p/acme";

    [Fact]
    public async Task Code_EnteredOnOneSubdomain_CountsOnAnother_IfTheWindowHasTheDomain()
    {
        await using var host = await StartAsync("shop.test");

        var browser = await EnableAtAppAsync(host);

        AnswerAssert.Ok(await browser.GetAsync("/p/acme"));
        AnswerAssert.Ok(await browser.GetAsync(Api));
    }

    [Fact]
    public async Task Code_EnteredOnOneSubdomain_IsAskedForOnAnotherByDefault()
    {
        await using var host = await StartAsync(null);

        var browser = await EnableAtAppAsync(host);

        AnswerAssert.Ok(await browser.GetAsync("/p/acme"));
        AnswerAssert.Refused(401, "verification-required", await browser.GetAsync(Api));
    }

    private static Task<GateHost> StartAsync(string? domain) =>
        GateHost.StartAsync(
            services: services =>
                services.PostConfigureAll<CookieAuthenticationOptions>(options =>
                    options.Cookie.Domain = "shop.test"
                ),
            options: options => options.WindowCookie.Domain = domain
        );

    private static async Task<Browser> EnableAtAppAsync(GateHost host)
    {
        var site = new Uri("https://app.shop.test");
        var olivia = new Browser(host.Server.CreateHandler(), site, host.Clock);
        await olivia.SignInAsync("olivia");
        await olivia.EnableAsync();
        return olivia;
    }
}
