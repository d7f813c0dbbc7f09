using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using Browser = ProfileTwoFactor.IntegrationTests.Infrastructure.Browser;

namespace ProfileTwoFactor.IntegrationTests.Pages;

/// <summary>The pages over the real engine: forms are read from the page and posted as they stand.</summary>
public sealed class PageJourneyTests
{
    [Fact]
    public async Task Person_GoesTheWholeWay_WithNothingButPages()
    {
        await using var host = await StartAsync();
        var owner = await host.BrowserAsync("olivia");
        var mark = await host.BrowserAsync("mark");

        var enabled = await BindAsync(owner, host, PagesHost.Bind);
        Assert.Equal(PagesHost.Manage + "?done=enabled", enabled.Location);

        var stopped = await mark.NavigateAsync("/p/acme?tab=2");
        Assert.Equal(HttpStatusCode.Found, stopped.Status);
        var bound = await BindAsync(mark, host, stopped.Response.Headers.Location!.OriginalString);
        Assert.Equal("/p/acme?tab=2", bound.Location);
        Assert.Equal(HttpStatusCode.OK, (await mark.NavigateAsync("/p/acme")).Status);

        var second = await host.BrowserAsync("mark");
        var asked = await second.NavigateAsync("/p/acme");
        host.Clock.NextStep();
        var verified = await SubmitAsync(
            second,
            await ReadAsync(second, asked.Response.Headers.Location!.OriginalString),
            ("code", bound.App.CurrentCode())
        );
        Assert.Equal("/p/acme", verified.Location);
        Assert.Equal(HttpStatusCode.OK, (await second.NavigateAsync("/p/acme")).Status);

        var off = await SubmitAsync(
            owner,
            await ReadAsync(owner, PagesHost.Manage + "?confirm=disable")
        );
        Assert.Equal(PagesHost.Manage + "?done=disabled", off.Location);
        var fresh = await host.BrowserAsync("mei");
        Assert.Equal(HttpStatusCode.OK, (await fresh.NavigateAsync("/p/acme")).Status);
    }

    [Fact]
    public async Task Member_ReplacesAndGetsBackupCodes_WithAFreshCode()
    {
        await using var host = await StartAsync();
        await host.EnableAsync();
        var mark = await host.BrowserAsync("mark");
        var bound = await BindAsync(mark, host, PagesHost.Bind);
        host.Clock.Advance(TimeSpan.FromHours(1));

        var refused = await mark.NavigateAsync(PagesHost.Manage + "?confirm=codes");
        var code = refused.Response.Headers.Location!.OriginalString;
        Assert.Contains("/verify?fresh=1&returnUrl=", code, StringComparison.Ordinal);
        var back = await SubmitAsync(
            mark,
            await ReadAsync(mark, code),
            ("code", bound.App.CurrentCode())
        );
        var codes = await SubmitAsync(mark, await ReadAsync(mark, back.Location!));
        Assert.Equal(10, Parse(codes.Body).QuerySelectorAll(".ptf-codes li").Length);

        var setup = await SubmitAsync(
            mark,
            await ReadAsync(mark, PagesHost.Manage + "?confirm=replace")
        );
        var app = AppOf(setup.Body, host);
        var replaced = await SubmitAsync(mark, Parse(setup.Body), ("code", app.CurrentCode()));
        Assert.Equal(PagesHost.Manage + "?done=replaced", replaced.Location);
    }

    [Fact]
    public async Task Page_StrangerAndUnknownProfile_AreRefused()
    {
        await using var host = await StartAsync();
        var zoe = await host.BrowserAsync("zoe");

        Assert.Equal(HttpStatusCode.Forbidden, (await zoe.NavigateAsync(PagesHost.Bind)).Status);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await zoe.NavigateAsync("/two-factor/profiles/nowhere/verify")).Status
        );
    }

    private static Task<GateHost> StartAsync() =>
        GateHost.StartAsync(
            map: routes =>
            {
                routes.MapGet("/p/{sid}", (string sid) => sid).RequireProfileTwoFactor();
                routes.MapRazorPages();
            },
            services: services => new ProfileTwoFactorBuilder(services).AddDefaultPages()
        );

    private static async Task<(string? Location, FakeAuthenticator App)> BindAsync(
        Browser browser,
        GateHost host,
        string url
    )
    {
        var page = await ReadAsync(browser, url);
        var app = AppOf(page.DocumentElement.OuterHtml, host);
        return ((await SubmitAsync(browser, page, ("code", app.CurrentCode()))).Location, app);
    }

    private static FakeAuthenticator AppOf(string body, GateHost host) =>
        new(
            Parse(body)
                .QuerySelector("code.ptf-key")!
                .TextContent.Replace(" ", "", StringComparison.Ordinal),
            host.Clock
        );

    private static async Task<IHtmlDocument> ReadAsync(Browser browser, string url)
    {
        var answer = await browser.NavigateAsync(url);
        Assert.True(answer.Status == HttpStatusCode.OK, $"{url}: {answer.Status}");
        return Parse(answer.Body);
    }

    private static async Task<(string? Location, string Body)> SubmitAsync(
        Browser browser,
        IHtmlDocument page,
        params (string Name, string Value)[] fields
    )
    {
        var form = page.QuerySelector("form[method=post]")!;
        var hidden = form.QuerySelectorAll("input[type=hidden]")
            .Select(input => (input.GetAttribute("name")!, input.GetAttribute("value") ?? ""));
        using var request = new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("action"));
        request.Content = new FormUrlEncodedContent(
            hidden.Concat(fields).Select(field => KeyValuePair.Create(field.Item1, field.Item2))
        );
        var answer = await browser.SendAsync(request);
        Assert.True((int)answer.Status is 200 or 303, $"{answer.Status}: {answer.Body}");
        return (answer.Response.Headers.Location?.OriginalString, answer.Body);
    }

    private static IHtmlDocument Parse(string body) => new HtmlParser().ParseDocument(body);
}
