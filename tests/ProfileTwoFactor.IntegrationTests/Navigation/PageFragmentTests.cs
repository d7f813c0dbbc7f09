using System.Net;
using Microsoft.AspNetCore.Builder;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Navigation;

/// <summary>A library or a frame that asks for a part of a page gets the person to a page of its own, and begins nothing.</summary>
public sealed class PageFragmentTests
{
    private const string Html = "text/html, application/xhtml+xml";

    [Theory]
    [InlineData("Turbo-Frame", "orders")]
    [InlineData("Sec-Fetch-Dest", "iframe")]
    public async Task Frame_OnAGatedAddress_OpensTheWholePageAndComesBackToTheOneOnScreen(
        string header,
        string value
    )
    {
        await using var host = await StartAsync();
        await host.EnableAsync();
        var mark = await host.BrowserAsync("mark");
        var app = await mark.BeginAsync();

        var refused = await SendAsync(mark, "/p/acme", Html, (header, value));
        Assert.Equal(
            "/two-factor/profiles/acme/bind?returnUrl=%2Fp%2Facme%2Fpage%3Fday%3D7",
            refused.Location
        );
        var page = await SendAsync(mark, refused.Location!, Html, (header, value));

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("""<meta name="turbo-visit-control" content="reload">""", page.Body);
        Assert.Contains($"""<a href="{refused.Location}" target="_top">Continue</a>""", page.Body);
        Assert.DoesNotContain("<svg", page.Body);
        Assert.Equal("SAMEORIGIN", page.Header("X-Frame-Options"));
        Assert.Contains("no-store", page.Header("Cache-Control"), StringComparison.Ordinal);
        // The code of the QR code on another screen is still good.
        var bound = await mark.ProfilePostAsync("acme", "bind", new { code = app.CurrentCode() });
        Assert.Equal(HttpStatusCode.OK, bound.Status);
    }

    [Fact]
    public async Task Visit_ByTurbo_LoadsThePageAnewAndComesBackToWhereItWent()
    {
        await using var host = await StartAsync();
        await host.EnableAsync();
        var mark = await host.BrowserAsync("mark");

        var refused = await SendAsync(mark, "/p/acme", Html, ("X-Turbo-Request-Id", "1"));
        var page = await SendAsync(mark, refused.Location!, Html, ("X-Turbo-Request-Id", "1"));

        Assert.Equal("/two-factor/profiles/acme/bind?returnUrl=%2Fp%2Facme", refused.Location);
        Assert.Contains("turbo-visit-control", page.Body);
        Assert.DoesNotContain("<svg", page.Body);
    }

    [Theory]
    [InlineData(null, "%2Fp%2Facme%2Fpage%3Fday%3D7")]
    [InlineData("true", "%2Fp%2Facme")]
    public async Task Htmx_OnAGatedAddress_IsToldWhereToSendTheWholePage(
        string? boosted,
        string returnUrl
    )
    {
        await using var host = await StartAsync();
        var (olivia, _) = await host.EnableAsync();
        var mark = await host.BrowserAsync("mark");

        var refused = await SendAsync(
            mark,
            "/p/acme",
            "*/*",
            ("HX-Request", "true"),
            ("HX-Boosted", boosted)
        );
        Assert.Equal("binding-required", refused.Code);
        var address = refused.Header("HX-Redirect")!;
        Assert.Equal($"/two-factor/profiles/acme/bind?returnUrl={returnUrl}", address);
        var page = await SendAsync(mark, address, "*/*", ("HX-Request", "true"));
        Assert.Equal(address, page.Header("HX-Redirect"));
        Assert.DoesNotContain("<svg", page.Body);

        host.Clock.Advance(TimeSpan.FromMinutes(6));
        var old = await SendAsync(olivia, "/p/acme/fresh", "*/*", ("HX-Request", "true"));
        Assert.EndsWith("&fresh=1", old.Header("HX-Redirect"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OpenedAsAPage_OptsOutOfLibrariesThatKeepCopies()
    {
        await using var host = await StartAsync();
        await host.EnableAsync();
        var mark = await host.BrowserAsync("mark");

        var page = await mark.NavigateAsync("/two-factor/profiles/acme/bind");

        Assert.Contains("<svg", page.Body);
        Assert.Matches(
            "<div class=\"ptf\"[^>]* data-turbo=\"false\" hx-boost=\"false\" hx-history=\"false\">",
            page.Body
        );
        Assert.Contains("data-ptf-shown-once data-turbo-temporary", page.Body);
        Assert.Matches(
            "<section [^>]*role=\"dialog\" aria-labelledby=\"ptf-title\">\\s*<h1 id=\"ptf-title\">",
            page.Body
        );
    }

    private static Task<GateHost> StartAsync() =>
        CheckHost.StartAsync(routes =>
        {
            routes.MapGet("/p/{sid}", CheckHost.Run).RequireProfileTwoFactor();
            routes.MapGet("/p/{sid}/fresh", CheckHost.Run).RequireProfileTwoFactor(300);
        });

    private static Task<Answer> SendAsync(
        Browser browser,
        string path,
        string accept,
        params (string Name, string? Value)[] headers
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        request.Headers.Referrer = new Uri("https://localhost/p/acme/page?day=7");
        foreach (var (name, value) in headers.Where(header => header.Value is not null))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return browser.SendAsync(request);
    }
}
