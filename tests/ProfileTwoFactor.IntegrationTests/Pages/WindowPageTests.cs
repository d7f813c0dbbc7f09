using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Stores;
using Browser = ProfileTwoFactor.IntegrationTests.Infrastructure.Browser;

namespace ProfileTwoFactor.IntegrationTests.Pages;

/// <summary>The page that shows where a member has verified, and the Owner's ways to have members verify again.</summary>
public sealed class WindowPageTests
{
    private const string Page = "/two-factor/profiles/acme/windows";

    private const string Linux =
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";

    [Fact]
    public async Task Member_EndsABrowser_AndThenAllOthers_WithNothingButThePage()
    {
        await using var host = await StartAsync();
        await host.EnableAsync();
        var (mark, app) = await host.BindAsync("mark");
        var phone = await VerifiedAsync(host, app);
        var tablet = await VerifiedAsync(host, app);

        var page = await ReadAsync(mark, Page);
        Assert.Equal("Where I am verified", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(3, page.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("This browser", page.QuerySelector("tbody tr")!.TextContent);
        Assert.Contains("Unknown browser", page.QuerySelector("tbody tr")!.TextContent);
        var newest = page.QuerySelectorAll("tbody tr")[1];
        Assert.Contains("Chrome on Linux", newest.TextContent);
        Assert.Equal(
            "End: Chrome on Linux",
            newest.QuerySelector("button")!.GetAttribute("aria-label")
        );

        Assert.Equal(Page, await SubmitAsync(mark, newest));
        Assert.Equal(HttpStatusCode.Found, (await tablet.NavigateAsync("/p/acme")).Status);
        Assert.Equal(HttpStatusCode.OK, (await phone.NavigateAsync("/p/acme")).Status);
        page = await ReadAsync(mark, Page);
        Assert.Equal(2, page.QuerySelectorAll("tbody tr").Length);

        Assert.Equal(Page, await SubmitAsync(mark, page.QuerySelector("form.ptf-form")!));
        Assert.Equal(HttpStatusCode.Found, (await phone.NavigateAsync("/p/acme")).Status);
        Assert.Equal(HttpStatusCode.OK, (await mark.NavigateAsync("/p/acme")).Status);
        page = await ReadAsync(mark, Page);
        Assert.Single(page.QuerySelectorAll("tbody tr"));
        Assert.Null(page.QuerySelector("form.ptf-form"));
        Assert.Contains("in any other browser", page.QuerySelector("[role=status]")!.TextContent);
    }

    [Fact]
    public async Task Member_WhoMayHaveUnlistedBrowsers_IsToldSo_AndCanEndThem()
    {
        await using var host = await StartAsync();
        await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");
        // As a member whom an earlier release bound.
        await ChangeAsync(host, record => record with { OnlyListedWindows = false });

        var page = await ReadAsync(mark, Page);

        Assert.Single(page.QuerySelectorAll("tbody tr"));
        Assert.DoesNotContain("in any other browser", page.Body!.TextContent);
        Assert.Contains("that aren't listed", page.QuerySelector("[role=status]")!.TextContent);
        Assert.Equal(Page, await SubmitAsync(mark, page.QuerySelector("form.ptf-form")!));
        page = await ReadAsync(mark, Page);
        Assert.Contains("in any other browser", page.QuerySelector("[role=status]")!.TextContent);
        Assert.Null(page.QuerySelector("form.ptf-form"));
    }

    [Fact]
    public async Task Member_BoundByThisRelease_IsToldOfNoUnlistedBrowsers()
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");

        foreach (var browser in new[] { owner, mark })
        {
            var page = await ReadAsync(browser, Page);

            Assert.Single(page.QuerySelectorAll("tbody tr"));
            Assert.DoesNotContain("that aren't listed", page.Body!.TextContent);
            Assert.Null(page.QuerySelector("form.ptf-form"));
        }
    }

    [Fact]
    public async Task Owner_WhereOneCodeCountsInAllBrowsers_IsToldThatAllStayVerified()
    {
        await using var host = await StartAsync(options =>
            options.WindowBinding = WindowBinding.Member
        );
        var (owner, _) = await host.EnableAsync();

        var question = await ReadAsync(owner, PagesHost.Manage + "?confirm=ask-all");

        Assert.Contains("you stay verified in all of them", question.Body!.TextContent);
        Assert.DoesNotContain("In this browser", question.Body.TextContent);
        var page = await ReadAsync(owner, Page);
        Assert.Null(page.QuerySelector("form.ptf-form"));
        Assert.Null(page.QuerySelector("[role=status]"));
    }

    [Fact]
    public async Task Browser_ThatEndsItself_ComesToThePageThatSaysSo()
    {
        await using var host = await StartAsync();
        await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");

        var next = await SubmitAsync(
            mark,
            (await ReadAsync(mark, Page)).QuerySelector("tbody tr")!
        );

        Assert.Equal(PagesHost.Manage, next);
        Assert.Contains(
            "A code is required in this browser",
            (await ReadAsync(mark, PagesHost.Manage)).Body!.TextContent
        );
        Assert.Equal(HttpStatusCode.Found, (await mark.NavigateAsync("/p/acme")).Status);
    }

    [Theory]
    [InlineData("no-window", "/verify?returnUrl=%2Ftwo-factor%2Fprofiles%2Facme%2Fwindows")]
    [InlineData("not-bound", "/bind")]
    [InlineData("off", "/manage")]
    public async Task Member_WhoCanSeeNoList_IsLedToWhatIsMissing(string situation, string there)
    {
        await using var host = await StartAsync();
        if (situation != "off")
        {
            await host.EnableAsync();
            await host.BindAsync("mark");
        }

        var browser = await host.BrowserAsync(situation == "not-bound" ? "mei" : "mark");

        var answer = await browser.NavigateAsync(Page);

        Assert.Equal(HttpStatusCode.Found, answer.Status);
        Assert.Equal(
            "/two-factor/profiles/acme" + there,
            answer.Response.Headers.Location!.OriginalString
        );
    }

    [Fact]
    public async Task Outsider_IsRefused()
    {
        await using var host = await StartAsync();
        await host.EnableAsync();
        var zoe = await host.BrowserAsync("zoe");

        Assert.Equal(HttpStatusCode.Forbidden, (await zoe.NavigateAsync(Page)).Status);
    }

    [Fact]
    public async Task Form_OfAnotherMembersBrowser_EndsNothing()
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");
        var row = (await ReadAsync(mark, Page)).QuerySelector("tbody tr")!;
        var id = (await owner.WindowsAsync())[0].GetProperty("id").GetString()!;
        row.QuerySelector("input[name=windowId]")!.SetAttribute("value", id);

        Assert.Equal(Page, await SubmitAsync(mark, row));

        Assert.Equal(HttpStatusCode.OK, (await owner.NavigateAsync("/p/acme")).Status);
        Assert.Equal(HttpStatusCode.OK, (await mark.NavigateAsync("/p/acme")).Status);
    }

    [Fact]
    public async Task Owner_AsksEveryone_AndOneMember_AfterAQuestion()
    {
        await using var host = await StartAsync();
        var (owner, app) = await host.EnableAsync();
        var (mark, marks) = await host.BindAsync("mark");
        var manage = await ReadAsync(owner, PagesHost.Manage);
        var link = manage
            .QuerySelectorAll("a")
            .Single(one => one.TextContent == "Ask everyone again")
            .GetAttribute("href")!;

        var question = await ReadAsync(owner, link);
        Assert.Equal("Ask everyone for a code again?", question.QuerySelector("h1")!.TextContent);
        Assert.Equal(HttpStatusCode.OK, (await mark.NavigateAsync("/p/acme")).Status);
        var done = await SubmitAsync(owner, question.DocumentElement);

        Assert.Equal(PagesHost.Manage + "?done=asked-all", done);
        var page = await ReadAsync(owner, done!);
        Assert.Contains("All members", page.QuerySelector("[role=status]")!.TextContent);
        Assert.Equal(HttpStatusCode.Found, (await mark.NavigateAsync("/p/acme")).Status);
        host.Clock.NextStep();
        Assert.Equal(HttpStatusCode.OK, (await mark.VerifyAsync(marks.CurrentCode())).Status);

        // Longer ago than a sensitive action allows: the code comes before the question.
        host.Clock.Advance(TimeSpan.FromMinutes(11));
        page = await ReadAsync(owner, PagesHost.Manage);
        var again = page.QuerySelector("a[aria-label='Ask again: mark@example.com']")!;
        var asked = await owner.NavigateAsync(again.GetAttribute("href")!);
        Assert.Equal(HttpStatusCode.Found, asked.Status);
        var code = await ReadAsync(owner, asked.Response.Headers.Location!.OriginalString);
        var back = await SubmitAsync(owner, code.DocumentElement, ("code", app.CurrentCode()));
        question = await ReadAsync(owner, back!);
        Assert.Contains("mark@example.com", question.Body!.TextContent);
        done = await SubmitAsync(owner, question.DocumentElement);

        Assert.Equal(PagesHost.Manage + "?done=asked-again", done);
        Assert.Equal(HttpStatusCode.Found, (await mark.NavigateAsync("/p/acme")).Status);
        Assert.Equal(HttpStatusCode.OK, (await owner.NavigateAsync("/p/acme")).Status);
    }

    [Fact]
    public async Task Member_IsNotOfferedWhatIsTheOwners_AndAFormDoesNothing()
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");
        var manage = await ReadAsync(mark, PagesHost.Manage);

        Assert.DoesNotContain("Ask everyone again", manage.Body!.TextContent);
        Assert.Contains(
            manage.QuerySelectorAll("a"),
            link => link.GetAttribute("href") == Page && link.TextContent == "Where I am verified"
        );
        foreach (var handler in new[] { "askall", "askagain" })
        {
            var form = (await ReadAsync(mark, Page)).QuerySelector("tbody form")!;
            form.SetAttribute("action", $"{PagesHost.Manage}?handler={handler}");
            Assert.Null(await SubmitAsync(mark, form, ("memberId", "acme-olivia")));
        }

        Assert.Equal(HttpStatusCode.OK, (await owner.NavigateAsync("/p/acme")).Status);
    }

    private static async Task ChangeAsync(GateHost host, Func<BindingRecord, BindingRecord> change)
    {
        var stores = host.App.Services;
        var scope = TwoFactorScope.Profile("acme");
        var policy = await stores.GetRequiredService<IPolicyStore>().FindAsync(scope, default);
        var secrets = stores.GetRequiredService<ISecretStore>();
        var key = new BindingKey(scope, policy!.Epoch, TestDirectory.MemberId("acme", "mark"), "");
        var record = await secrets.FindAsync(key, default);
        Assert.Equal(StoreWriteStatus.Written, await secrets.WriteAsync(change(record!), default));
    }

    private static async Task<Browser> VerifiedAsync(GateHost host, FakeAuthenticator app)
    {
        host.Clock.NextStep();
        var browser = await host.BrowserAsync("mark");
        browser.UserAgent = Linux;
        Assert.Equal(HttpStatusCode.OK, (await browser.VerifyAsync(app.CurrentCode())).Status);
        return browser;
    }

    private static async Task<IHtmlDocument> ReadAsync(Browser browser, string url)
    {
        var answer = await browser.NavigateAsync(url);
        Assert.True(answer.Status == HttpStatusCode.OK, $"{url}: {answer.Status}");
        return new HtmlParser().ParseDocument(answer.Body);
    }

    /// <summary>Posts the form of a part of a page as it stands.</summary>
    /// <returns>Where it leads; null for a page.</returns>
    private static async Task<string?> SubmitAsync(
        Browser browser,
        IElement part,
        params (string Name, string Value)[] fields
    )
    {
        var form = part.TagName == "FORM" ? part : part.QuerySelector("form[method=post]")!;
        var hidden = form.QuerySelectorAll("input[type=hidden]")
            .Select(input => (input.GetAttribute("name")!, input.GetAttribute("value") ?? ""));
        using var request = new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("action"));
        request.Content = new FormUrlEncodedContent(
            hidden.Concat(fields).Select(field => KeyValuePair.Create(field.Item1, field.Item2))
        );
        return (await browser.SendAsync(request)).Response.Headers.Location?.OriginalString;
    }

    private static Task<GateHost> StartAsync(Action<ProfileTwoFactorOptions>? options = null) =>
        GateHost.StartAsync(
            map: routes =>
            {
                routes.MapGet("/p/{sid}", (string sid) => sid).RequireProfileTwoFactor();
                routes.MapRazorPages();
            },
            services: services => new ProfileTwoFactorBuilder(services).AddDefaultPages(),
            options: options
        );
}
