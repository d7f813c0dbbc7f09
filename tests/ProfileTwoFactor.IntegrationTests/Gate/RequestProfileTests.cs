using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Gate;

/// <summary>What endpoints learn of the profile and the member that the gate let in.</summary>
public sealed class RequestProfileTests
{
    private const string Nothing = "/";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Endpoint_BehindTheGate_GetsWhatTheGateLoaded(bool enabled)
    {
        await using var host = await StartAsync();
        var owner = enabled ? (await host.EnableAsync()).Owner : await host.BrowserAsync("olivia");
        var asked = host.Directory.Calls;

        var answer = await owner.GetAsync("/p/ACME");

        Assert.Equal("acme/acme-olivia", answer.Body);
        Assert.Equal(1, host.Directory.Calls - asked);
    }

    [Fact]
    public async Task Endpoint_WithADecisionThatIsKept_GetsThePresentProfile()
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();
        await owner.GetAsync("/p/acme");
        host.Directory.AddProfile("acme", "New name", "olivia");

        Assert.Equal("New name", (await owner.GetAsync("/name/acme")).Body);
    }

    [Fact]
    public async Task Request_ThatIsRefused_HasNoProfile()
    {
        var seen = new List<string>();
        await using var host = await StartAsync(seen);
        await host.EnableAsync();
        seen.Clear();

        await (await host.BrowserAsync("mei")).GetAsync("/p/acme");
        await (await host.BrowserAsync("zoe")).GetAsync("/p/acme");
        await (await host.BrowserAsync()).GetAsync("/p/acme");

        Assert.All(seen, one => Assert.Equal(Nothing, one));
        Assert.NotEmpty(seen);
    }

    [Fact]
    public async Task Endpoint_OutsideTheGate_HasNoProfile()
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();

        Assert.Equal(Nothing, (await owner.GetAsync("/skipped/acme")).Body);
        Assert.Equal(Nothing, (await owner.GetAsync("/other")).Body);
    }

    [Fact]
    public async Task Profile_OfAnotherEndpointsDecision_IsNotHandedOn()
    {
        await using var host = await GateHost.StartAsync(
            routes =>
            {
                routes.MapGet("/p/{sid}", () => Results.StatusCode(418)).RequireProfileTwoFactor();
                routes.MapGet("/error", Describe);
            },
            pipeline: app =>
            {
                app.UseStatusCodePagesWithReExecute("/error");
                app.UseRouting();
                app.UseAuthentication();
                app.UseAuthorization();
            }
        );
        var owner = await host.BrowserAsync("olivia");

        var answer = await owner.GetAsync("/p/acme");

        Assert.Equal((418, Nothing), (answer.StatusCode, answer.Body));
    }

    [Theory]
    [InlineData("public", Nothing)]
    [InlineData("members", "acme/acme-olivia")]
    public async Task SharedLink_HasAProfileOnlyIfTheGateLetAMemberIn(string token, string expected)
    {
        var links = new TestLinkDirectory();
        links.Add("public", SharedLinkAccess.Public);
        links.Add("members", SharedLinkAccess.MembersOnly);
        await using var host = await GateHost.StartAsync(
            routes => routes.MapGet("/share/{token}", Describe).RequireSharedLink(),
            services => services.AddSingleton<ISharedLinkDirectory>(links)
        );
        var owner = await host.BrowserAsync("olivia");

        Assert.Equal(expected, (await owner.GetAsync($"/share/{token}")).Body);
    }

    private static Task<GateHost> StartAsync(List<string>? seen = null) =>
        GateHost.StartAsync(
            routes =>
            {
                routes.MapGet("/p/{sid}", Describe).RequireProfileTwoFactor();
                routes
                    .MapGet(
                        "/name/{sid}",
                        (HttpContext context) => context.GetTwoFactorProfile()?.Name
                    )
                    .RequireProfileTwoFactor();
                routes.MapGet("/skipped/{sid}", Describe).SkipProfileTwoFactor();
                routes.MapGet("/other", Describe);
            },
            pipeline: app =>
            {
                app.UseRouting();
                app.Use(
                    async (context, next) =>
                    {
                        await next(context);
                        seen?.Add(Describe(context));
                    }
                );
                app.UseAuthentication();
                app.UseAuthorization();
            }
        );

    private static string Describe(HttpContext context) =>
        $"{context.GetTwoFactorProfile()?.Id}/{context.GetTwoFactorMember()?.MemberId}";
}
