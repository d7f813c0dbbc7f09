using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using ProfileTwoFactor.IntegrationTests.SharedLinks.Support;

namespace ProfileTwoFactor.IntegrationTests.SharedLinks;

public sealed class LinkRouteTests
{
    [Fact]
    public async Task A_public_link_of_one_profile_opens_no_route_of_another()
    {
        await using var host = await LinkHost.StartAsync(map: routes =>
            routes
                .MapGet("/p/{sid}/share/{token}", (string sid) => $"{Shown.Mark}{sid}")
                .RequireSharedLink()
        );
        await host.Gate.EnableAsync();
        host.Links.Add("of-beta", SharedLinkAccess.Public, "beta");
        var nobody = await host.Gate.BrowserAsync();

        var own = await nobody.GetAsync($"/p/acme/share/{LinkHost.Public}");
        var foreign = await nobody.GetAsync("/p/acme/share/of-beta");
        var otherCase = await nobody.GetAsync("/p/BETA/share/of-beta");

        Assert.Equal($"{Shown.Mark}acme", own.Body);
        Assert.Equal("not-found", foreign.Code);
        Assert.Equal("not-found", otherCase.Code);
    }

    [Fact]
    public async Task A_link_is_compared_with_the_profile_that_the_route_names_by_another_parameter()
    {
        await using var host = await LinkHost.StartAsync(map: routes =>
            routes
                .MapGet("/w/{space}/share/{token}", (string space) => $"{Shown.Mark}{space}")
                .RequireSharedLink(profileIdParameter: "space")
        );
        await host.Gate.EnableAsync();
        host.Links.Add("of-beta", SharedLinkAccess.Public, "beta");
        var nobody = await host.Gate.BrowserAsync();

        Assert.Equal(
            $"{Shown.Mark}acme",
            (await nobody.GetAsync($"/w/acme/share/{LinkHost.Public}")).Body
        );
        Assert.Equal("not-found", (await nobody.GetAsync("/w/acme/share/of-beta")).Code);
    }

    [Fact]
    public async Task Head_is_decided_as_get_is_and_refused_without_a_body()
    {
        await using var host = await LinkHost.StartAsync(map: routes =>
            routes
                .MapMethods("/head/{token}", ["GET", "HEAD"], (SharedLink link) => Shown.Text(link))
                .RequireSharedLink()
        );
        var nobody = await host.Gate.BrowserAsync();
        var statuses = new List<int>();
        foreach (var token in new[] { LinkHost.Public, LinkHost.MembersOnly, "unknown" })
        {
            var answer = await nobody.SendAsync(new(HttpMethod.Head, $"/head/{token}"));
            // A server in memory does not cut off what the endpoint itself writes.
            Assert.Equal(token == LinkHost.Public, answer.Body.Length > 0);
            Assert.Equal("no-store", answer.Header("Cache-Control"));
            statuses.Add(answer.StatusCode);
        }

        Assert.Equal([200, 401, 404], statuses);
    }

    [Fact]
    public async Task A_role_demanded_besides_is_demanded_besides()
    {
        await using var host = await LinkHost.StartAsync(map: routes =>
            routes
                .MapGet("/staff/{token}", (SharedLink link) => Shown.Text(link))
                .RequireSharedLink()
                .RequireAuthorization(new AuthorizeAttribute { Roles = "staff" })
        );
        await host.Gate.EnableAsync();
        var nobody = await host.Gate.BrowserAsync();
        var mei = await host.Gate.BrowserAsync("mei");

        var anonymous = await nobody.NavigateAsync($"/staff/{LinkHost.Public}");
        var member = await mei.NavigateAsync($"/staff/{LinkHost.MembersOnly}");
        var unknown = await mei.GetAsync("/staff/unknown");
        var unknownToNobody = await nobody.GetAsync("/staff/unknown");

        Assert.Contains("/Account/Login", anonymous.Location, StringComparison.Ordinal);
        // A person who lacks the role is not asked for a code that would not help.
        Assert.Contains("/Account/AccessDenied", member.Location, StringComparison.Ordinal);
        Assert.Equal("not-found", unknown.Code);
        Assert.Equal("not-found", unknownToNobody.Code);
    }

    [Fact]
    public async Task A_fallback_route_is_decided_by_its_link()
    {
        await using var host = await LinkHost.StartAsync(map: routes =>
            routes
                .MapFallback("/fallback/{**token}", (SharedLink link) => Shown.Text(link))
                .RequireSharedLink()
        );
        var nobody = await host.Gate.BrowserAsync();

        var open = await nobody.GetAsync($"/fallback/{LinkHost.Public}");
        var closed = await nobody.GetAsync($"/fallback/{LinkHost.MembersOnly}");
        var unknown = await nobody.GetAsync($"/fallback/x/{LinkHost.Public}");

        Assert.Equal(200, open.StatusCode);
        Assert.Equal("sign-in-required", closed.Code);
        Assert.Equal("not-found", unknown.Code);
    }
}
