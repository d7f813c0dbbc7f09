using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.IntegrationTests.Gate.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Gate;

/// <summary>The authentication scheme: a proof beside the host's user, never a user of its own.</summary>
public sealed class SchemeTests
{
    private const string Scheme = ProfileTwoFactorDefaults.AuthenticationScheme;

    [Fact]
    public async Task Authenticate_WithALiveWindow_AddsMethodAndTimeToTheHostsUser()
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();
        var verifiedAt = host.Clock.GetUtcNow().ToUnixTimeSeconds();
        host.Clock.Advance(TimeSpan.FromMinutes(5));

        var answer = await owner.GetAsync("/who/acme");

        Assert.Equal($"olivia otp {verifiedAt} acme", answer.Body);
    }

    [Fact]
    public async Task Authenticate_WithoutALiveWindow_AddsNothing()
    {
        await using var host = await StartAsync();
        var olivia = await host.BrowserAsync("olivia");
        Assert.Equal("nobody", (await olivia.GetAsync("/who/acme")).Body);

        await olivia.EnableAsync();
        Assert.NotEqual("nobody", (await olivia.GetAsync("/who/acme")).Body);
        Assert.Equal("nobody", (await olivia.GetAsync("/who/beta")).Body);
        var second = await host.BrowserAsync("olivia");
        Assert.Equal("nobody", (await second.GetAsync("/who/acme")).Body);

        host.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal("nobody", (await olivia.GetAsync("/who/acme")).Body);
    }

    [Fact]
    public async Task Window_Alone_SignsNoUserInAndServesNoOtherMember()
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();
        await host.BindAsync("mark");

        await owner.GetAsync("/sign-out");
        Assert.Equal("nobody", (await owner.GetAsync("/who/acme")).Body);
        Assert.Equal("sign-in-required", (await owner.GetAsync("/p/acme")).Code);

        await owner.SignInAsync("mark");
        Assert.Equal("nobody", (await owner.GetAsync("/who/acme")).Body);
        Assert.Equal("verification-required", (await owner.GetAsync("/p/acme")).Code);

        await owner.SignInAsync("olivia");
        Assert.Equal(200, (await owner.GetAsync("/p/acme")).StatusCode);
    }

    [Fact]
    public async Task SignIn_OpensAWindowOfThisProfileAndSignOutClosesIt()
    {
        await using var host = await StartAsync();
        await host.EnableAsync();
        await host.BindAsync("mark");
        var mark = await host.BrowserAsync("mark");
        Assert.Equal("verification-required", (await mark.GetAsync("/p/acme")).Code);

        Assert.Equal(200, (await mark.GetAsync("/open-window/acme")).StatusCode);
        Assert.Equal(200, (await mark.GetAsync("/p/acme")).StatusCode);

        var stolen = mark.Cookies.GetCookieHeader(new Uri("https://localhost/"));
        Assert.Equal(200, (await mark.GetAsync("/close-window/acme")).StatusCode);
        Assert.Equal("verification-required", (await mark.GetAsync("/p/acme")).Code);
        var replay = new HttpRequestMessage(HttpMethod.Get, "/p/acme");
        replay.Headers.Add("Cookie", stolen);
        Assert.Equal("verification-required", (await mark.SendAsync(replay)).Code);
    }

    [Theory]
    [InlineData("mei")]
    [InlineData("zoe")]
    [InlineData(null)]
    public async Task SignIn_OfAMemberWithoutABinding_OpensNothing(string? user)
    {
        await using var host = await StartAsync();
        await host.EnableAsync();
        var browser = await host.BrowserAsync(user);

        var answer = await browser.GetAsync("/open-window/acme");

        Assert.Equal(500, answer.StatusCode);
        Assert.NotEqual(200, (await browser.GetAsync("/p/acme")).StatusCode);
    }

    [Fact]
    public async Task Forbid_IsABare403()
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();

        var answer = await owner.GetAsync("/forbid/acme");

        Assert.Equal((403, ""), (answer.StatusCode, answer.Body));
    }

    [Fact]
    public async Task Challenge_OfAVerifiedMember_AsksForAFreshCode()
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();

        var answer = await owner.GetAsync("/challenge/acme");

        Assert.Equal((401, "fresh-verification-required"), (answer.StatusCode, answer.Code));
    }

    [Fact]
    public async Task Challenge_OfAnUnverifiedMember_AsksForWhatIsMissing()
    {
        await using var host = await StartAsync();
        await host.EnableAsync();
        var mei = await host.BrowserAsync("mei");

        Assert.Equal("binding-required", (await mei.GetAsync("/challenge/acme")).Code);
    }

    private static Task<GateHost> StartAsync() =>
        GateHost.StartAsync(routes =>
        {
            routes.MapGet("/p/{sid}", Secret.Reveal).RequireProfileTwoFactor();
            routes.MapGet(
                "/sign-out",
                (HttpContext context) =>
                    context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme)
            );
            Map(
                "/who/{sid}",
                async context =>
                {
                    var result = await context.AuthenticateAsync(Scheme);
                    var user = result.Principal;
                    await context.Response.WriteAsync(
                        user is null
                            ? "nobody"
                            : $"{user.Identity!.Name} {Claim(user, "amr")} {Claim(user, "auth_time")} {Claim(user, "two_factor_profile")}"
                    );
                }
            );
            Map("/open-window/{sid}", context => context.SignInAsync(Scheme, context.User));
            Map("/close-window/{sid}", context => context.SignOutAsync(Scheme));
            Map("/forbid/{sid}", context => context.ForbidAsync(Scheme));
            Map("/challenge/{sid}", context => context.ChallengeAsync(Scheme));

            void Map(string pattern, RequestDelegate endpoint) =>
                routes.MapGet(pattern, endpoint).SkipProfileTwoFactor();
        });

    private static string? Claim(ClaimsPrincipal user, string type) => user.FindFirst(type)?.Value;
}
