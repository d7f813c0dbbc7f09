using System.Net;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Endpoints;

/// <summary>The Owner's list of members: filtered, by pages, and as a file.</summary>
public sealed class MemberListTests
{
    private const string Url = "/two-factor/api/profiles/acme/members";

    [Fact]
    public async Task List_WithoutParameters_IsOneArrayInTheHostsOrder()
    {
        await using var host = await GateHost.StartAsync();
        var (owner, _) = await host.EnableAsync();

        var answer = await owner.GetAsync(Url);

        Assert.Equal(4, answer.Json.GetArrayLength());
        Assert.Null(answer.Header("Link"));
        Assert.Equal("application/json; charset=utf-8", answer.Header("Content-Type"));
    }

    [Fact]
    public async Task List_OfOneState_HasOnlyThatState()
    {
        await using var host = await GateHost.StartAsync();
        var (owner, _) = await host.EnableAsync();
        await host.BindAsync("mark");

        Assert.Equal(["acme-mark", "acme-olivia"], Ids(await owner.GetAsync(Url + "?state=bound")));
        Assert.Equal(
            ["acme-mei", "acme-oscar"],
            Ids(await owner.GetAsync(Url + "?state=not-bound"))
        );
        Assert.Empty(Ids(await owner.GetAsync(Url + "?state=locked")));
    }

    [Fact]
    public async Task Pages_FollowEachOtherByTheLinkHeader_AlsoWhileMembersComeAndGo()
    {
        await using var host = await GateHost.StartAsync();
        for (var number = 0; number < 25; number++)
        {
            host.Directory.AddMember("acme", $"person-{number:00}");
        }

        var (owner, _) = await host.EnableAsync();
        var seen = new List<string>();
        var next = Url + "?state=not-bound&count=10";
        while (next is not null)
        {
            var answer = await owner.GetAsync(next);
            seen.AddRange(Ids(answer));
            host.Directory.RemoveMember("acme", "person-04");
            next = answer.Header("Link")?.Split('<', '>')[1];
        }

        Assert.Equal(28, seen.Count);
        Assert.Equal(seen.Order(StringComparer.Ordinal).Distinct(), seen);
    }

    [Theory]
    [InlineData("state=Bound", "'state'")]
    [InlineData("state=unknown", "'state'")]
    [InlineData("count=0", "'count'")]
    [InlineData("count=201", "'count'")]
    [InlineData("format=pdf", "'format'")]
    public async Task Query_ThatMakesNoSense_IsRefusedByName(string query, string named)
    {
        await using var host = await GateHost.StartAsync();
        var (owner, _) = await host.EnableAsync();

        var answer = await owner.GetAsync($"{Url}?{query}");

        AnswerAssert.Refused(400, "invalid-request", answer);
        Assert.Contains(
            named,
            answer.Json.GetProperty("detail").GetString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Csv_HasEveryMember_AndNoFormula()
    {
        await using var host = await GateHost.StartAsync();
        host.Directory.AddMember("acme", "@SUM(1+1)*cmd|' /C calc'!A0");
        var (owner, _) = await host.EnableAsync();

        var answer = await owner.GetAsync(Url + "?format=csv");

        Assert.Equal("text/csv; charset=utf-8", answer.Header("Content-Type"));
        Assert.Equal("attachment; filename=\"members.csv\"", answer.Header("Content-Disposition"));
        var rows = answer
            .Body.TrimStart('\uFEFF')
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(6, rows.Length);
        Assert.Equal("\"account\",\"member_id\",\"state\",\"bound_at\"", rows[0]);
        Assert.Contains(
            rows,
            row =>
                row.StartsWith(
                    "\"olivia@example.com\",\"acme-olivia\",\"bound\",\"2026-11-22T",
                    StringComparison.Ordinal
                )
        );
        Assert.Contains(rows, row => row.StartsWith("\"'@SUM(1+1)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Csv_IsTheVerifiedOwnersAlone()
    {
        await using var host = await GateHost.StartAsync();
        await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");
        var elsewhere = await host.BrowserAsync("olivia");

        AnswerAssert.Refused(403, "not-owner", await mark.GetAsync(Url + "?format=csv"));
        AnswerAssert.Refused(
            401,
            "verification-required",
            await elsewhere.GetAsync(Url + "?format=csv&state=bound")
        );
    }

    [Fact]
    public async Task ManagePage_FiltersByState_WithLinksAndAFile()
    {
        await using var host = await GateHost.StartAsync(
            services: services => services.AddProfileTwoFactor().AddDefaultPages(),
            map: routes => routes.MapRazorPages()
        );
        var (owner, _) = await host.EnableAsync();
        await host.BindAsync("mark");
        const string Manage = "/two-factor/profiles/acme/manage";

        var all = await OpenAsync(owner, Manage);
        var filter = all.QuerySelectorAll("nav[aria-label='Members by state'] a")
            .Single(link => link.TextContent == "Not bound (2)");
        var some = await OpenAsync(owner, filter.GetAttribute("href")!);
        var file = some.QuerySelectorAll("a").Single(one => one.TextContent == "Download as CSV");
        var csv = await owner.GetAsync(file.GetAttribute("href")!);

        Assert.Equal(4, all.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(2, some.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(HttpStatusCode.OK, csv.Status);
        Assert.Equal(3, csv.Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    private static async Task<AngleSharp.Html.Dom.IHtmlDocument> OpenAsync(
        Browser browser,
        string url
    )
    {
        var answer = await browser.NavigateAsync(url);
        Assert.True(answer.StatusCode == 200, answer.Body);
        return new HtmlParser().ParseDocument(answer.Body);
    }

    private static List<string> Ids(Answer answer) =>
        [
            .. answer
                .Json.EnumerateArray()
                .Select(member => member.GetProperty("memberId").GetString()!),
        ];
}
