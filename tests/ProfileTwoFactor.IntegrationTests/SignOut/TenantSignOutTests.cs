using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.SignOut;

/// <summary>Threat: a window's cookie was copied before its browser signed out of a profile, in a host with tenants.</summary>
public sealed class TenantSignOutTests
{
    [Fact]
    public async Task Close_OfAProfile_EndsItsWindowInThatTenantAndInNoOther()
    {
        await using var host = await StartAsync(context => context.Request.Host.Host);
        var first = await VerifiedAsync(host, "one.test");
        var second = await VerifiedAsync(host, "two.test");
        var (firstCopy, secondCopy) = (Copy(host, first), Copy(host, second));

        await first.Browser.GetAsync("/p/acme/close");

        Assert.Empty(Thief.WindowsOf(first.Browser));
        Assert.Equal("verification-required", (await firstCopy()).Code);
        Assert.Equal(HttpStatusCode.OK, (await secondCopy()).Status);
    }

    [Fact]
    public async Task Close_WhileTheTenantIsUnknown_ClosesAllRatherThanNone()
    {
        var fails = false;
        await using var host = await StartAsync(context =>
            fails ? throw new InvalidOperationException("No tenant.") : context.Request.Host.Host
        );
        var member = await VerifiedAsync(host, "one.test");
        var copy = Copy(host, member);

        fails = true;
        var answer = await member.Browser.GetAsync("/p/acme/close");
        fails = false;

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("verification-required", (await copy()).Code);
    }

    private static Task<GateHost> StartAsync(Func<HttpContext, string?> resolver) =>
        GateHost.StartAsync(
            routes =>
            {
                routes.MapGet("/p/{sid}", (string sid) => sid).RequireProfileTwoFactor();
                routes
                    .MapGet(
                        "/p/{sid}/close",
                        (HttpContext context) =>
                            context.SignOutAsync(ProfileTwoFactorDefaults.AuthenticationScheme)
                    )
                    .SkipProfileTwoFactor();
            },
            options: package => package.TenantResolver = resolver
        );

    private static async Task<(Browser Browser, Uri Address)> VerifiedAsync(
        GateHost host,
        string tenant
    )
    {
        var address = new Uri($"https://{tenant}/");
        var browser = new Browser(host.Server.CreateHandler(), address, host.Clock);
        await browser.SignInAsync("olivia");
        await browser.EnableAsync();
        return (browser, address);
    }

    /// <summary>A person with a copy of all cookies the browser has now.</summary>
    private static Func<Task<Answer>> Copy(GateHost host, (Browser Browser, Uri Address) of)
    {
        var cookies = of.Browser.Cookies.GetCookieHeader(of.Address);
        return () =>
        {
            var request = new HttpRequestMessage(HttpMethod.Get, "/p/acme");
            request.Headers.Add("Cookie", cookies);
            request.Headers.Add("Accept", "application/json");
            return new Browser(host.Server.CreateHandler(), of.Address, host.Clock).SendAsync(
                request
            );
        };
    }
}
