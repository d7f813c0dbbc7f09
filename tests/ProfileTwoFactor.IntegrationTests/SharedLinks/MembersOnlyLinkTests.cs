using System.Net;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.SharedLinks.Support;

namespace ProfileTwoFactor.IntegrationTests.SharedLinks;

public sealed class MembersOnlyLinkTests(LinkFixture fixture) : IClassFixture<LinkFixture>
{
    private static readonly Dictionary<string, (int Status, string Code)> Refused = new()
    {
        [LinkFixture.Nobody] = (401, "sign-in-required"),
        [LinkFixture.Stranger] = (403, "not-a-member"),
        [LinkFixture.Unbound] = (401, "binding-required"),
        [LinkFixture.Unverified] = (401, "verification-required"),
    };

    public static TheoryData<string, string> RefusedEverywhere =>
        LinkHost.SurfacesWith(Refused.Keys);

    public static TheoryData<string> Surfaces => LinkHost.Surfaces;

    [Theory]
    [MemberData(nameof(RefusedEverywhere))]
    public async Task A_members_only_link_refuses_every_caller_the_gate_refuses(
        string surface,
        string caller
    )
    {
        var answer = await fixture[caller].GetAsync($"/{surface}/{LinkHost.MembersOnly}");

        Assert.Equal(Refused[caller], (answer.StatusCode, answer.Code));
        Assert.DoesNotContain(Shown.Mark, answer.Body, StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Header("Cache-Control"));
    }

    [Theory]
    [MemberData(nameof(Surfaces))]
    public async Task A_verified_member_opens_a_members_only_link(string surface)
    {
        var answer = await fixture[LinkFixture.Verified]
            .GetAsync($"/{surface}/{LinkHost.MembersOnly}");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains($"{Shown.Mark}heatmap of acme", answer.Body, StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Header("Cache-Control"));
    }

    [Theory]
    [MemberData(nameof(Surfaces))]
    public async Task Before_the_date_a_members_only_link_tells_members_the_date_and_others_nothing(
        string surface
    )
    {
        await using var host = await LinkHost.StartAsync();
        await host.Gate.EnableAsync();
        var date = await host.Gate.PlanAsync(TimeSpan.FromDays(30));
        var mei = await host.Gate.BrowserAsync("mei");
        const string header = "ProfileTwoFactor-Enforced-From";

        var member = await mei.GetAsync($"/{surface}/{LinkHost.MembersOnly}");
        var publicLink = await mei.GetAsync($"/{surface}/{LinkHost.Public}");
        var stranger = await (await host.Gate.BrowserAsync("zoe")).GetAsync(
            $"/{surface}/{LinkHost.MembersOnly}"
        );

        Assert.Equal(HttpStatusCode.OK, member.Status);
        Assert.Equal($"{date.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}", member.Header(header));
        Assert.Equal(HttpStatusCode.OK, publicLink.Status);
        Assert.Null(publicLink.Header(header));
        Assert.Equal(HttpStatusCode.Forbidden, stranger.Status);
        Assert.Null(stranger.Header(header));
    }

    [Theory]
    [MemberData(nameof(Surfaces))]
    public async Task An_anonymous_navigation_to_a_members_only_link_goes_to_the_hosts_login_and_back(
        string surface
    )
    {
        var path = $"/{surface}/{LinkHost.MembersOnly}";

        var answer = await fixture[LinkFixture.Nobody].NavigateAsync($"{path}?day=7");

        Assert.Equal(HttpStatusCode.Found, answer.Status);
        Assert.Contains("/Account/Login?ReturnUrl=", answer.Location, StringComparison.Ordinal);
        Assert.EndsWith(
            Uri.EscapeDataString($"{path}?day=7"),
            answer.Location,
            StringComparison.Ordinal
        );
        Assert.Equal("no-store", answer.Header("Cache-Control"));
    }

    [Theory]
    [MemberData(nameof(Surfaces))]
    public async Task An_unverified_member_comes_back_to_the_link_with_its_query(string surface)
    {
        var path = $"/{surface}/{LinkHost.MembersOnly}?day=7&name=%C3%A9";

        var answer = await fixture[LinkFixture.Unverified].NavigateAsync(path);

        Assert.Equal(HttpStatusCode.Found, answer.Status);
        Assert.Equal(
            $"/two-factor/profiles/acme/verify?returnUrl={Uri.EscapeDataString(path)}",
            answer.Location
        );
        Assert.Equal("no-store", answer.Header("Cache-Control"));
    }

    [Theory]
    [MemberData(nameof(Surfaces))]
    public async Task A_member_without_a_binding_binds_and_comes_back_to_the_link(string surface)
    {
        var path = $"/{surface}/{LinkHost.MembersOnly}";

        var answer = await fixture[LinkFixture.Unbound].NavigateAsync(path);

        Assert.Equal(
            $"/two-factor/profiles/acme/bind?returnUrl={Uri.EscapeDataString(path)}",
            answer.Location
        );
    }

    [Theory]
    [MemberData(nameof(Surfaces))]
    public async Task Without_two_factor_on_the_profile_members_come_in_and_strangers_stay_out(
        string surface
    )
    {
        var path = $"/{surface}/{LinkHost.OpenProfile}";
        var oscar = await fixture.Host.Gate.BrowserAsync("oscar");

        var member = await oscar.GetAsync(path);
        var otherProfile = await fixture[LinkFixture.Verified].GetAsync(path);
        var anonymous = await fixture[LinkFixture.Nobody].GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, member.Status);
        Assert.Equal("not-a-member", otherProfile.Code);
        Assert.Equal("sign-in-required", anonymous.Code);
    }
}
