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

    private static Task<GateHost> StartAsync(TestMachineCallers callers) =>
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
