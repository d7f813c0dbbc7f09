using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Machines.Support;

namespace ProfileTwoFactor.IntegrationTests.Machines;

/// <summary>The Owner reads on the pages, without scripts, which machines are affected.</summary>
public sealed class MachinePreviewPageTests
{
    private const string Bind = "/two-factor/profiles/acme/bind";
    private const string Missing = "API keys, and other machines aren";
    private const string Manage = "/two-factor/profiles/acme/manage";

    [Theory]
    [InlineData(
        "en",
        "While two-factor authentication is enforced, 2 of 2 API keys and other machines are refused.",
        "Refused",
        "Access"
    )]
    [InlineData(
        "ja",
        "二要素認証が必須の間、API キーなどのプログラム 2 件のうち 2 件は拒否されます。",
        "拒否",
        "許可"
    )]
    public async Task Owner_BeforeEnablingAndAfter_SeesTheMachinesThatAreRefused(
        string language,
        string says,
        string refused,
        string admitted
    )
    {
        var callers = new TestMachineCallers();
        callers.List(
            new()
            {
                KeyId = "k1",
                DisplayName = "<Nightly export>",
                CreatorMemberId = "acme-olivia",
            }
        );
        callers.List(new() { KeyId = "k2", CreatorMemberId = "acme-mark" });
        await using var host = await StartAsync(callers);
        var olivia = await host.BrowserAsync("olivia");

        foreach (var page in new[] { Bind, Manage })
        {
            var (summary, rows) = await ReadAsync(olivia, page, language);
            Assert.Equal(says, summary);
            Assert.Equal([$"<Nightly export> {refused}", $"k2 {refused}"], rows);
        }

        await olivia.EnableAsync();
        AnswerAssert.Ok(
            await olivia.PolicyAsync(new { machineCallers = "allow-while-creator-bound" })
        );
        Assert.Equal(
            [$"<Nightly export> {admitted}", $"k2 {refused}"],
            (await ReadAsync(olivia, Manage, language)).Rows
        );
    }

    [Theory]
    [InlineData(
        "en",
        101,
        false,
        "This profile has more than 100 API keys and other machines. While two-factor authentication is enforced, 100 of the first 100 are refused. The others aren't listed here.",
        "Refused"
    )]
    [InlineData(
        "en",
        100,
        false,
        "While two-factor authentication is enforced, 100 of 100 API keys and other machines are refused.",
        "Refused"
    )]
    [InlineData(
        "ja",
        101,
        false,
        "このプロファイルには API キーなどのプログラムが 100 件を超えてあります。二要素認証が必須の間、最初の 100 件のうち 100 件は拒否されます。残りはここに表示されません。",
        "拒否"
    )]
    [InlineData(
        "en",
        101,
        true,
        "This site only counts for now, and lets every machine through. The profile has more than 100 API keys and other machines. Otherwise, 100 of the first 100 would be refused. The others aren't listed here.",
        "Would be refused"
    )]
    [InlineData(
        "en",
        2,
        true,
        "This site only counts for now, and lets every machine through. Otherwise, 2 of 2 API keys and other machines would be refused.",
        "Would be refused"
    )]
    public async Task List_ThatIsCut_OrOfAnAppThatOnlyReports_SaysSo(
        string language,
        int keys,
        bool onlyReports,
        string says,
        string refused
    )
    {
        var callers = new TestMachineCallers();
        for (var i = 0; i < keys; i++)
        {
            callers.List(new() { KeyId = $"k{i:d3}" });
        }

        await using var host = await StartAsync(callers, onlyReports);
        var olivia = await host.BrowserAsync("olivia");

        foreach (var page in new[] { Bind, Manage })
        {
            var (summary, rows) = await ReadAsync(olivia, page, language);
            Assert.Equal(says, summary);
            Assert.Equal(Math.Min(keys, 100), rows.Length);
            Assert.All(rows, row => Assert.EndsWith($" {refused}", row, StringComparison.Ordinal));
        }

        var preview = await olivia.GetAsync("/two-factor/api/profiles/acme/preview");
        Assert.Equal(keys > 100, preview.Json.GetProperty("moreMachineCallers").GetBoolean());
    }

    [Theory]
    [InlineData(Bind)]
    [InlineData(Manage)]
    public async Task List_ThatTheDirectoryCannotAnswer_IsSaidToBeMissing(string page)
    {
        var callers = new TestMachineCallers();
        callers.List(new() { KeyId = "k1" });
        await using var host = await StartAsync(callers);
        var olivia = await host.BrowserAsync("olivia");
        Assert.DoesNotContain(Missing, (await olivia.NavigateAsync(page)).Body);
        callers.Before = () => throw new IOException("The connection broke.");

        var answer = await olivia.NavigateAsync(page);

        Assert.Equal(200, answer.StatusCode);
        Assert.Contains(Missing, answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("k1", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_WithoutMachines_OrOfAMember_SaysNothingOfThem()
    {
        var callers = new TestMachineCallers();
        await using var host = await StartAsync(callers);
        var olivia = await host.BrowserAsync("olivia");
        Assert.Empty((await ReadAsync(olivia, Bind, "en")).Rows);

        callers.List(new() { KeyId = "k1", CreatorMemberId = "acme-olivia" });
        await olivia.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");
        Assert.Empty((await ReadAsync(mark, Manage, "en")).Rows);
        Assert.DoesNotContain(
            "k1",
            (await mark.NavigateAsync(Manage)).Body,
            StringComparison.Ordinal
        );
    }

    private static Task<GateHost> StartAsync(
        TestMachineCallers callers,
        bool onlyReports = false
    ) =>
        GateHost.StartAsync(
            routes =>
            {
                routes.MapRazorPages();
                routes.MapGet("/p/{sid}", (string sid) => sid).RequireProfileTwoFactor();
            },
            services =>
            {
                services.AddProfileTwoFactor().AddDefaultPages();
                MachineHosts.AddCallers(services, callers);
            },
            options: options =>
                options.Enforcement = onlyReports
                    ? EnforcementMode.ReportOnly
                    : EnforcementMode.Enforce,
            authentication: MachineHosts.Authenticate
        );

    private static async Task<(string? Summary, string[] Rows)> ReadAsync(
        Browser browser,
        string page,
        string language
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Get, page);
        request.Headers.Add("Accept", "text/html");
        request.Headers.Add("Accept-Language", language);
        var answer = await browser.SendAsync(request);
        Assert.True(answer.StatusCode == 200, $"{answer.StatusCode} {answer.Body}");
        var document = new HtmlParser().ParseDocument(answer.Body);
        var list = document
            .QuerySelectorAll("details")
            .SingleOrDefault(one => one.QuerySelector("li .ptf-badge") is not null);
        return (
            list?.QuerySelector("summary")!.TextContent,
            [
                .. list?.QuerySelectorAll("li")
                    .Select(row =>
                        string.Join(
                            ' ',
                            row.TextContent.Split(
                                (char[]?)null,
                                StringSplitOptions.RemoveEmptyEntries
                            )
                        )
                    )
                    ?? [],
            ]
        );
    }
}
