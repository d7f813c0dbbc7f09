using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.IntegrationTests.Engine;
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

    [Fact]
    public async Task Member_WhoNeedsAProof_SeesTheQrCodeAfterTheMailedCodeOnly()
    {
        var mail = new RecordingCodeSender();
        await using var host = await StartAsync(mail);
        await EnableWithProofAsync(host, mail);
        var mark = await host.BrowserAsync("mark");

        var asked = await ReadAsync(mark, PagesHost.Bind + "?returnUrl=%2Fp%2Facme");
        Assert.Null(asked.QuerySelector(".ptf-qr"));
        Assert.Null(asked.QuerySelector(".ptf-key"));
        Assert.Equal(2, asked.QuerySelectorAll("form[method=post]").Length);
        var sent = await SubmitAsync(mark, asked);
        var field = await ReadAsync(mark, sent.Location!);
        Assert.Contains(
            "mark@example.com",
            field.QuerySelector("[role=status]")!.TextContent,
            StringComparison.Ordinal
        );
        var wrong = await SubmitAsync(mark, field, "prove", 400, ("proof", "00000000"));
        Assert.Contains(
            "not accepted",
            Parse(wrong.Body).QuerySelector("[role=alert]")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Null(Parse(wrong.Body).QuerySelector(".ptf-qr"));
        var proven = await SubmitAsync(mark, Parse(wrong.Body), "prove", 303, ("proof", mail.Code));
        Assert.Equal(PagesHost.Bind + "?returnUrl=%2Fp%2Facme", proven.Location);

        var bound = await BindAsync(mark, host, proven.Location!);
        Assert.Equal("/p/acme", bound.Location);
        Assert.Equal(HttpStatusCode.OK, (await mark.NavigateAsync("/p/acme")).Status);
    }

    [Fact]
    public async Task Member_WhoAsksForTooManyCodes_IsToldToWaitAndKeepsTheField()
    {
        var mail = new RecordingCodeSender();
        await using var host = await StartAsync(mail);
        await EnableWithProofAsync(host, mail);
        var mark = await host.BrowserAsync("mark");
        var page = await ReadAsync(mark, PagesHost.Bind);
        for (var number = 0; number < 5; number++)
        {
            await SubmitAsync(mark, page);
            // The same form twice would be a double click.
            page = await ReadAsync(mark, PagesHost.Bind);
        }

        var refused = await SubmitAsync(mark, page, "mail", 429);

        var shown = Parse(refused.Body);
        Assert.Contains(
            "Try again later",
            shown.QuerySelector("[role=alert]")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.NotNull(shown.QuerySelector("input[name=proof]"));
    }

    [Fact]
    public async Task Owner_IssuesAPass_ThatIsShownOnceAndListedAfterwards()
    {
        var mail = new RecordingCodeSender();
        await using var host = await StartAsync(mail);
        var owner = await EnableWithProofAsync(host, mail);
        var manage = await ReadAsync(owner, PagesHost.Manage);
        var link = manage.QuerySelector("a[href*='confirm=pass'][href*='acme-mark']")!;

        var issued = await SubmitAsync(owner, await ReadAsync(owner, link.GetAttribute("href")!));
        var pass = Parse(issued.Body).QuerySelector("#ptf-pass")!.TextContent;
        var after = await owner.NavigateAsync(PagesHost.Manage);
        var mark = await host.BrowserAsync("mark");
        var proven = await SubmitAsync(
            mark,
            await ReadAsync(mark, PagesHost.Bind),
            "prove",
            303,
            ("proof", pass)
        );

        Assert.Matches("^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$", pass);
        Assert.DoesNotContain(pass, after.Body, StringComparison.Ordinal);
        Assert.Contains("Pass issued", after.Body, StringComparison.Ordinal);
        Assert.NotNull((await ReadAsync(mark, proven.Location!)).QuerySelector(".ptf-qr"));
    }

    private static async Task<Browser> EnableWithProofAsync(GateHost host, RecordingCodeSender mail)
    {
        var owner = await host.BrowserAsync("olivia");
        await owner.ProfilePostAsync("acme", "enrollment/email");
        var begun = await owner.ProfilePostAsync("acme", "binding", new { proof = mail.Code });
        var app = new FakeAuthenticator(begun.Json.GetProperty("secret").GetString()!, host.Clock);
        var enabled = await owner.ProfilePostAsync(
            "acme",
            "enable",
            new { code = app.CurrentCode() }
        );
        Assert.Equal(HttpStatusCode.OK, enabled.Status);
        return owner;
    }

    private static Task<GateHost> StartAsync(RecordingCodeSender? mail = null) =>
        GateHost.StartAsync(
            options: options =>
                options.EnrollmentProof = mail is null
                    ? EnrollmentProof.None
                    : EnrollmentProof.Required,
            map: routes =>
            {
                routes.MapGet("/p/{sid}", (string sid) => sid).RequireProfileTwoFactor();
                routes.MapRazorPages();
            },
            services: services =>
            {
                new ProfileTwoFactorBuilder(services).AddDefaultPages();
                if (mail is not null)
                {
                    services.AddSingleton<IEnrollmentCodeSender>(mail);
                }
            }
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

    private static Task<(string? Location, string Body)> SubmitAsync(
        Browser browser,
        IHtmlDocument page,
        params (string Name, string Value)[] fields
    ) => SubmitAsync(browser, page, "", null, fields);

    /// <param name="browser">Whose.</param>
    /// <param name="page">The page with the form.</param>
    /// <param name="handler">A part of the form's address, where the page has several.</param>
    /// <param name="status">What is expected; null for a page or a redirect.</param>
    /// <param name="fields">What the person fills in.</param>
    private static async Task<(string? Location, string Body)> SubmitAsync(
        Browser browser,
        IHtmlDocument page,
        string handler,
        int? status,
        params (string Name, string Value)[] fields
    )
    {
        var form = page.QuerySelector(
            $"form[method=post]{(handler.Length == 0 ? "" : $"[action*='handler={handler}']")}"
        )!;
        var hidden = form.QuerySelectorAll("input[type=hidden]")
            .Select(input => (input.GetAttribute("name")!, input.GetAttribute("value") ?? ""));
        using var request = new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("action"));
        request.Content = new FormUrlEncodedContent(
            hidden.Concat(fields).Select(field => KeyValuePair.Create(field.Item1, field.Item2))
        );
        var answer = await browser.SendAsync(request);
        Assert.True(
            status is null ? (int)answer.Status is 200 or 303 : (int)answer.Status == status,
            $"{answer.Status}: {answer.Body}"
        );
        return (answer.Response.Headers.Location?.OriginalString, answer.Body);
    }

    private static IHtmlDocument Parse(string body) => new HtmlParser().ParseDocument(body);
}
