using System.Net;
using Microsoft.AspNetCore.Builder;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Navigation;

/// <summary>A link in a webmail or on another site leads to a page, without the strict cookies of this browser. It must not cost the page that is open already.</summary>
public sealed class CrossSiteVisitTests
{
    [Theory]
    [InlineData("bind")]
    [InlineData("verify")]
    [InlineData("manage")]
    public async Task Visit_FromAnotherSite_SetsNoCookieShowsNothingAndAsksAgain(string page)
    {
        await using var host = await StartAsync();
        await host.EnableAsync();
        var mark = await host.BrowserAsync("mark");
        var address = $"/two-factor/profiles/acme/{page}?returnUrl=%2Fp%2Facme%3Fa%3D1%26b%3D2";

        var visit = await VisitAsync(mark, address, "cross-site");

        Assert.Equal(HttpStatusCode.OK, visit.Status);
        Assert.False(visit.Response.Headers.Contains("Set-Cookie"), "A cookie was set.");
        Assert.DoesNotContain("<svg", visit.Body);
        Assert.DoesNotContain("<form", visit.Body);
        Assert.Contains(
            $"<meta http-equiv=\"refresh\" content=\"0;url={address}&amp;hop=1\">",
            visit.Body
        );
        Assert.Contains("no-store", visit.Header("Cache-Control"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "same-origin")]
    [InlineData("", "same-site")]
    [InlineData("", "none")]
    // The browser still says so: it would without end.
    [InlineData("&hop=1", "cross-site")]
    public async Task Visit_OfTheSitesOwn_OrAskedAgain_ShowsThePage(string hop, string site)
    {
        await using var host = await StartAsync();
        await host.EnableAsync();
        var mark = await host.BrowserAsync("mark");

        var visit = await VisitAsync(
            mark,
            $"/two-factor/profiles/acme/bind?returnUrl=%2Fp%2Facme{hop}",
            site
        );

        Assert.Contains("<svg", visit.Body);
        Assert.DoesNotContain("http-equiv=\"refresh\"", visit.Body);
    }

    private static Task<GateHost> StartAsync() =>
        CheckHost.StartAsync(routes =>
            routes.MapGet("/p/{sid}", CheckHost.Run).RequireProfileTwoFactor()
        );

    private static Task<Answer> VisitAsync(Browser browser, string path, string site)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", "text/html");
        request.Headers.Add("Sec-Fetch-Site", site);
        request.Headers.Add("Sec-Fetch-Mode", "navigate");
        return browser.SendAsync(request);
    }
}
