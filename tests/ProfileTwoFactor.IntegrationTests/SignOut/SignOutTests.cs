using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.SignOut;

/// <summary>Threat: a window's cookie was copied before its browser signed out.</summary>
public sealed class SignOutTests
{
    private static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/p/{sid}", (string sid) => sid).RequireProfileTwoFactor();
        routes.MapGet("/sign-out", (HttpContext context) => context.SignOutAsync("Cookies"));
        routes.MapGet("/external-out", (HttpContext context) => context.SignOutAsync("External"));
        routes.MapGet(
            "/close",
            (HttpContext context) =>
                context.SignOutAsync(ProfileTwoFactorDefaults.AuthenticationScheme)
        );
        routes
            .MapGet(
                "/p/{sid}/close",
                (HttpContext context) =>
                    context.SignOutAsync(ProfileTwoFactorDefaults.AuthenticationScheme)
            )
            .SkipProfileTwoFactor();
        routes.MapGet(
            "/close-behind",
            async (HttpContext context) =>
            {
                await context.SignOutAsync("Cookies");
                context.User = new ClaimsPrincipal(new ClaimsIdentity());
                await context.SignOutAsync(ProfileTwoFactorDefaults.AuthenticationScheme);
            }
        );
    }

    [Fact]
    public async Task Window_BySettingUntouched_OutlivesSignOutForTheSameMemberAlone()
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

    [Theory]
    [InlineData("/close", false)]
    [InlineData("/close", true)]
    [InlineData("/p/acme/close", false)]
    [InlineData("/p/ACME/close", false)]
    [InlineData("/p/acme/close", true)]
    [InlineData("/close-behind", false)]
    [InlineData("/sign-out", true)]
    public async Task Copy_AfterEachWayOfSigningOut_OpensNothing(string way, bool atSignOut)
    {
        await using var host = await GateHost.StartAsync(
            Map,
            options: o => o.CloseWindowsAtSignOut = atSignOut
        );
        var (owner, _) = await host.EnableAsync();
        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync("/p/acme")).Status);
        var thief = await Thief.CopyAsync(host, owner, "olivia");
        Assert.Equal(HttpStatusCode.OK, (await thief.GetAsync("/p/acme")).Status);

        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync(way)).Status);

        Assert.Empty(Thief.WindowsOf(owner));
        Assert.Equal("verification-required", (await thief.GetAsync("/p/acme")).Code);
    }

    [Fact]
    public async Task Copy_OfTheWindowOfARemovedMember_IsDeadWhenTheyAreBack()
    {
        await using var host = await GateHost.StartAsync(Map);
        await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");
        var thief = await Thief.CopyAsync(host, mark, "mark");
        host.Directory.RemoveMember("acme", "mark");

        await mark.GetAsync("/p/acme/close");
        host.Directory.AddMember("acme", "mark");

        Assert.Equal("verification-required", (await thief.GetAsync("/p/acme")).Code);
    }

    [Fact]
    public async Task Close_OfOneProfile_LeavesTheOtherOpen()
    {
        await using var host = await GateHost.StartAsync(Map);
        var (oscar, _) = await host.EnableAsync("beta", "oscar");
        await host.EnableAsync();
        await oscar.BindAsync();

        await oscar.GetAsync("/p/acme/close");

        Assert.Equal("verification-required", (await oscar.GetAsync("/p/acme")).Code);
        Assert.Equal(HttpStatusCode.OK, (await oscar.GetAsync("/p/beta")).Status);
    }

    [Fact]
    public async Task Close_WhileTheDirectoryIsDown_ClosesAllRatherThanNone()
    {
        await using var host = await GateHost.StartAsync(Map);
        var (owner, _) = await host.EnableAsync();
        var thief = await Thief.CopyAsync(host, owner, "olivia");
        host.Directory.Before = () => throw new IOException("directory down");

        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync("/p/acme/close")).Status);
        host.Directory.Before = null;

        Assert.Equal("verification-required", (await thief.GetAsync("/p/acme")).Code);
    }

    [Theory]
    [InlineData("Events")]
    [InlineData("EventsType")]
    [InlineData("Delegate")]
    public async Task Copy_InAHostWithEventsOfItsOwn_OpensNothingAfterSignOut(string kind)
    {
        var events = new OverridingEvents();
        await using var host = await GateHost.StartAsync(
            Map,
            options: o => o.CloseWindowsAtSignOut = true,
            authentication: services =>
            {
                services.AddSingleton(events);
                services
                    .AddAuthentication()
                    .AddCookie(cookie =>
                    {
                        switch (kind)
                        {
                            case "Events":
                                cookie.Events = events;
                                break;
                            case "EventsType":
                                cookie.EventsType = typeof(OverridingEvents);
                                break;
                            default:
                                cookie.Events.OnSigningOut = events.SigningOut;
                                break;
                        }
                    });
            }
        );
        var (owner, _) = await host.EnableAsync();
        var thief = await Thief.CopyAsync(host, owner, "olivia");

        await owner.GetAsync("/sign-out");

        Assert.Equal(1, events.SignedOut);
        Assert.Equal("verification-required", (await thief.GetAsync("/p/acme")).Code);
    }

    [Fact]
    public async Task Events_ReplacedAfterwards_StopTheHostAtStart()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            GateHost.StartAsync(
                Map,
                services =>
                    services.PostConfigure<CookieAuthenticationOptions>(
                        "Cookies",
                        cookie => cookie.Events = new OverridingEvents()
                    ),
                o => o.CloseWindowsAtSignOut = true
            )
        );

        Assert.Contains("CloseWindowsAtSignOut", failure.Message, StringComparison.Ordinal);
        Assert.Contains("PostConfigure", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("ProfileTwoFactor")]
    public async Task SessionScheme_ThatIsNoCookie_StopsTheHostAtStart(string scheme)
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            GateHost.StartAsync(
                Map,
                options: o =>
                {
                    o.CloseWindowsAtSignOut = true;
                    o.SessionScheme = scheme;
                }
            )
        );

        Assert.Contains($"'{scheme}' is", failure.Message, StringComparison.Ordinal);
        Assert.Contains("SessionScheme", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_WithoutADefaultScheme_StopsAtStart_AndNamesTheOption()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            GateHost.StartAsync(
                Map,
                options: o => o.CloseWindowsAtSignOut = true,
                authentication: services =>
                    services.AddAuthentication().AddCookie().AddCookie("External")
            )
        );

        Assert.Contains("no default scheme", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignOut_OfAnotherCookieScheme_LeavesWindowsOpen()
    {
        await using var host = await GateHost.StartAsync(
            Map,
            options: o => o.CloseWindowsAtSignOut = true,
            authentication: services =>
                services.AddAuthentication("Cookies").AddCookie().AddCookie("External")
        );
        var (owner, _) = await host.EnableAsync();

        await owner.GetAsync("/external-out");

        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync("/p/acme")).Status);
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

    [Fact]
    public async Task SignOut_WhileTheCacheIsDown_LeavesNoCopyADecisionToLiveOn()
    {
        await using var host = await GateHost.StartAsync(
            Map,
            options: o => o.CloseWindowsAtSignOut = true
        );
        var (owner, _) = await host.EnableAsync();
        var thief = await Thief.CopyAsync(host, owner, "olivia");
        Assert.Equal(HttpStatusCode.OK, (await thief.GetAsync("/p/acme")).Status);

        host.Cache.Before = _ => throw new IOException("cache down");
        await owner.GetAsync("/sign-out");

        Assert.Equal("two-factor-unavailable", (await thief.GetAsync("/p/acme")).Code);
    }

    [Fact]
    public async Task SignOut_WhenOneWindowCannotBeClosed_ClosesTheOthers()
    {
        await using var host = await GateHost.StartAsync(
            Map,
            options: o => o.CloseWindowsAtSignOut = true
        );
        var (oscar, _) = await host.EnableAsync("beta", "oscar");
        await host.EnableAsync();
        await oscar.BindAsync();
        var thief = await Thief.CopyAsync(host, oscar, "oscar");
        string? broken = null;
        host.Cache.Before = key =>
            key == (Interlocked.CompareExchange(ref broken, key, null) ?? key)
                ? throw new IOException("one key can't be reached")
                : Task.CompletedTask;

        await oscar.GetAsync("/sign-out");
        host.Cache.Before = null;

        var answers = new[] { await thief.GetAsync("/p/acme"), await thief.GetAsync("/p/beta") };
        Assert.Single(answers, answer => answer.Code == "verification-required");
    }

    private sealed class OverridingEvents : CookieAuthenticationEvents
    {
        public int SignedOut { get; private set; }

        public override Task SigningOut(CookieSigningOutContext context)
        {
            SignedOut++;
            return Task.CompletedTask;
        }
    }
}
