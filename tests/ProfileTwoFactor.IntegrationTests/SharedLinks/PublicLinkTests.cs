using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.SharedLinks.Support;

namespace ProfileTwoFactor.IntegrationTests.SharedLinks;

public sealed class PublicLinkTests(LinkFixture fixture) : IClassFixture<LinkFixture>
{
    public static TheoryData<string, string> EveryoneEverywhere =>
        LinkHost.SurfacesWith(LinkFixture.Callers);

    [Theory]
    [MemberData(nameof(EveryoneEverywhere))]
    public async Task A_public_link_of_a_profile_with_two_factor_opens_for_anyone(
        string surface,
        string caller
    )
    {
        var answer = await fixture[caller].GetAsync($"/{surface}/{LinkHost.Public}");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains($"{Shown.Mark}heatmap of acme", answer.Body, StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Header("Cache-Control"));
    }

    [Theory]
    [MemberData(nameof(EveryoneEverywhere))]
    public async Task A_public_link_opens_for_a_navigation_too(string surface, string caller)
    {
        var answer = await fixture[caller].NavigateAsync($"/{surface}/{LinkHost.Public}?x=1");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    [Theory]
    [InlineData("minimal", false)]
    [InlineData("controller", false)]
    [InlineData("page", false)]
    [InlineData("minimal", true)]
    [InlineData("controller", true)]
    [InlineData("page", true)]
    public async Task A_fallback_policy_of_the_host_does_not_close_a_public_link(
        string surface,
        bool withRole
    )
    {
        await using var host = await LinkHost.StartAsync(services =>
            services.AddAuthorization(options =>
                options.FallbackPolicy = withRole
                    ? new AuthorizationPolicyBuilder().RequireRole("staff").Build()
                    : new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build()
            )
        );
        await host.Gate.EnableAsync();
        var nobody = await host.Gate.BrowserAsync();
        var stranger = await host.Gate.BrowserAsync("zoe");

        var anonymous = await nobody.GetAsync($"/{surface}/{LinkHost.Public}");
        var signedIn = await stranger.GetAsync($"/{surface}/{LinkHost.Public}");
        var membersOnly = await nobody.GetAsync($"/{surface}/{LinkHost.MembersOnly}");

        Assert.Equal(HttpStatusCode.OK, anonymous.Status);
        Assert.Equal(HttpStatusCode.OK, signedIn.Status);
        Assert.Equal("sign-in-required", membersOnly.Code);
    }
}
