using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Internal;

namespace ProfileTwoFactor.IntegrationTests.History;

/// <summary>The Owner's page, as a browser without script sees it.</summary>
public sealed class HistoryPageTests
{
    private const string Url = "/two-factor/profiles/acme/history";

    [Fact]
    public async Task Page_ShowsWhatHappenedAndByWhom_InBothLanguages()
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await host.BindAsync("mark");
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await owner.ProfilePostAsync("acme", "members/acme-mark/reset");

        var page = await OpenAsync(owner, Url);
        var japanese = await OpenAsync(owner, Url, "ja");

        var events = Events(page);
        Assert.Equal(3, events.Count);
        Assert.Contains("The Owner reset the authenticator", events[0], StringComparison.Ordinal);
        Assert.Contains("mark@example.com", events[0], StringComparison.Ordinal);
        Assert.Contains("By olivia@example.com", events[0], StringComparison.Ordinal);
        Assert.DoesNotContain("By ", events[1], StringComparison.Ordinal);
        Assert.Equal("セキュリティ履歴", japanese.QuerySelector("h1")!.TextContent);
        Assert.Contains(
            "認証アプリが登録されました",
            Events(japanese)[1],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Filters_AreAFormAndLinks()
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await host.BindAsync("mark");

        var page = await OpenAsync(owner, Url);
        var ofMark = page.QuerySelectorAll<IHtmlAnchorElement>(".ptf-events a")
            .First(link => link.TextContent == "mark@example.com")
            .GetAttribute("href")!;
        var mark = await OpenAsync(owner, ofMark);
        var kind = await OpenAsync(
            owner,
            Url + "?kind=ProfileTwoFactorEnabled&from=2026-11-22&to=2026-11-22"
        );
        var none = await OpenAsync(owner, Url + "?to=2026-11-21");

        Assert.Single(Events(mark));
        Assert.Contains(
            "Only events of mark@example.com",
            mark.Body!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal("acme-mark", mark.QuerySelector("form [name=member]")!.GetAttribute("value"));
        Assert.Contains(
            "enabled for the profile",
            Assert.Single(Events(kind)),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "ProfileTwoFactorEnabled",
            kind.QuerySelector("option[selected]")!.GetAttribute("value")
        );
        Assert.Equal("2026-11-22", kind.QuerySelector("#ptf-to")!.GetAttribute("value"));
        Assert.Empty(Events(none));
        Assert.Contains("No events were found", none.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CsvLink_HasTheFilters_AndIsTheFile()
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();
        await host.BindAsync("mark");

        var page = await OpenAsync(owner, Url + "?member=acme-mark&from=2026-11-22&to=2026-11-22");
        var link = page.QuerySelectorAll("a").Single(one => one.TextContent == "Download as CSV");
        var file = await owner.GetAsync(link.GetAttribute("href")!);

        Assert.Equal("text/csv; charset=utf-8", file.Header("Content-Type"));
        Assert.Equal(2, file.Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("acme-mark", file.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_AreLinks()
    {
        await using var host = await StartAsync();
        var (owner, app) = await host.EnableAsync();
        for (var number = 0; number < 60; number++)
        {
            host.Clock.NextStep();
            await owner.VerifyAsync(app.CurrentCode());
        }

        var first = await OpenAsync(owner, Url);
        var second = await OpenAsync(
            owner,
            first.QuerySelector("a[rel=next]")!.GetAttribute("href")!
        );

        Assert.Equal(50, Events(first).Count);
        Assert.Null(first.QuerySelector("a[rel=first]"));
        Assert.Equal(11, Events(second).Count);
        Assert.Null(second.QuerySelector("a[rel=next]"));
        Assert.NotNull(second.QuerySelector("a[rel=first]"));
    }

    [Theory]
    [InlineData("?from=tomorrow")]
    [InlineData("?from=2026-11-23&to=2026-11-22")]
    [InlineData("?to=9999-12-31")]
    [InlineData("?after=x")]
    public async Task Filters_ThatMakeNoSense_AreSaidToBeWrong(string query)
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();

        var answer = await owner.NavigateAsync(Url + query);

        Assert.Equal(400, answer.StatusCode);
        Assert.Contains(
            "These filters can't be used",
            Parse(answer).Body!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Page_IsTheVerifiedOwnersAlone()
    {
        await using var host = await StartAsync();
        await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");
        var elsewhere = await host.BrowserAsync("olivia");

        var refused = await mark.NavigateAsync(Url);
        var redirected = await elsewhere.NavigateAsync(Url + "?from=x");

        Assert.Equal(403, refused.StatusCode);
        Assert.Empty(Events(Parse(refused)));
        Assert.Equal(302, redirected.StatusCode);
        Assert.StartsWith(
            "/two-factor/profiles/acme/verify?returnUrl=",
            redirected.Location,
            StringComparison.Ordinal
        );
        Assert.Contains("history", redirected.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryEvent_OfAProfile_HasWordsInBothLanguages()
    {
        await using var host = await StartAsync();
        var texts = host.App.Services.GetRequiredService<IStringLocalizer<TwoFactorTexts>>();
        var kinds = typeof(TwoFactorEvent)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(TwoFactorEvent)))
            .Select(type => type.Name)
            .Where(name =>
                !name.StartsWith("AccountTwoFactor", StringComparison.Ordinal)
                && name != nameof(ScopeForgotten)
            );

        foreach (var language in new[] { "en", "ja" })
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            Assert.All(
                kinds,
                kind =>
                {
                    Assert.Contains(kind, EventText.OfProfiles);
                    Assert.False(
                        texts[EventText.NameInProfile(kind, null)!].ResourceNotFound,
                        kind
                    );
                    Assert.False(texts[EventText.KindName(kind)].ResourceNotFound, kind);
                }
            );
        }
    }

    [Fact]
    public async Task ManagePage_LinksToTheHistory_ForTheOwner()
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");
        const string Manage = "/two-factor/profiles/acme/manage";

        Assert.NotNull((await OpenAsync(owner, Manage)).QuerySelector($"a[href='{Url}']"));
        Assert.Null((await OpenAsync(mark, Manage)).QuerySelector($"a[href='{Url}']"));
    }

    [Fact]
    public async Task Name_WithMarkup_IsText()
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();
        host.Directory.AddMember("acme", "<script>alert(1)</script>");
        var page = await OpenAsync(owner, Url + "?member=%3Cscript%3E");

        Assert.Empty(page.QuerySelectorAll("script:not([src])"));
        Assert.Equal("<script>", page.QuerySelector("form [name=member]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Host_WithoutAHistory_HasNoPageAndNoLink()
    {
        await using var host = await GateHost.StartAsync(
            services: services => services.AddProfileTwoFactor().AddDefaultPages(),
            map: routes => routes.MapRazorPages()
        );
        var (owner, _) = await host.EnableAsync();

        Assert.Equal(404, (await owner.NavigateAsync(Url)).StatusCode);
        var manage = await OpenAsync(owner, "/two-factor/profiles/acme/manage");
        Assert.Null(manage.QuerySelector($"a[href='{Url}']"));
    }

    private static Task<GateHost> StartAsync() =>
        GateHost.StartAsync(
            services: services =>
                services.AddProfileTwoFactor().AddDefaultPages().AddInMemoryHistory(),
            map: routes => routes.MapRazorPages()
        );

    private static async Task<IHtmlDocument> OpenAsync(
        Browser browser,
        string url,
        string? language = null
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Add("Accept", "text/html");
        if (language is not null)
        {
            request.Headers.Add("Accept-Language", language);
        }

        var answer = await browser.SendAsync(request);
        Assert.True(
            answer.StatusCode == 200,
            $"{answer.StatusCode} {answer.Location} {answer.Body}"
        );
        return Parse(answer);
    }

    private static IHtmlDocument Parse(Answer answer) =>
        new HtmlParser().ParseDocument(answer.Body);

    private static List<string> Events(IHtmlDocument page) =>
        [.. page.QuerySelectorAll(".ptf-events > div").Select(one => one.TextContent)];
}
