using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.SignOut;

public sealed class SignOutTests
{
    private static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/p/{sid}", (string sid) => sid).RequireProfileTwoFactor();
        routes.MapGet("/sign-out", (HttpContext context) => context.SignOutAsync("Cookies"));
    }

    [Fact]
    public async Task Window_BySettingUntouched_OutlivesSignOutForTheSameMemberAndNobodyElse()
    {
        await using var host = await GateHost.StartAsync(Map);
        var (owner, _) = await host.EnableAsync();
        await host.BindAsync("mark");

        await owner.GetAsync("/sign-out");
        Assert.Equal("sign-in-required", (await owner.GetAsync("/p/acme")).Code);
        await owner.SignInAsync("mark");
        Assert.Equal("verification-required", (await owner.GetAsync("/p/acme")).Code);
        await owner.SignInAsync("olivia");
        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync("/p/acme")).Status);
    }

    [Fact]
    public async Task A_cookie_copied_before_sign_out_opens_nothing_afterwards_when_windows_close_at_sign_out()
    {
        await using var host = await GateHost.StartAsync(
            Map,
            options: o => o.CloseWindowsAtSignOut = true
        );
        var (owner, _) = await host.EnableAsync();
        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync("/p/acme")).Status);
        var copied = owner
            .Cookies.GetAllCookies()
            .Single(cookie => cookie.Name.StartsWith(".ProfileTwoFactor.W."));

        await owner.GetAsync("/sign-out");
        Assert.DoesNotContain(
            owner.Cookies.GetAllCookies(),
            cookie => cookie.Name == copied.Name && !cookie.Expired
        );

        var thief = await host.BrowserAsync("olivia");
        thief.Cookies.Add(new Cookie(copied.Name, copied.Value, "/", "localhost"));
        Assert.Equal("verification-required", (await thief.GetAsync("/p/acme")).Code);
    }

    [Fact]
    public async Task SignOut_WhileTheCacheIsDown_StillSignsOut()
    {
        await using var host = await GateHost.StartAsync(
            Map,
            options: o => o.CloseWindowsAtSignOut = true
        );
        var (owner, _) = await host.EnableAsync();
        host.Cache.Before = _ => throw new IOException("cache down");

        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync("/sign-out")).Status);
        host.Cache.Before = null;

        Assert.Equal("sign-in-required", (await owner.GetAsync("/p/acme")).Code);
    }
}
