using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.OpenAnswers.Support;

namespace ProfileTwoFactor.IntegrationTests.Account;

/// <summary>An answer that wanted the account's second factor ends with it.</summary>
public sealed class AccountOpenAnswerTests
{
    private readonly Ticker _ticker = new();

    [Fact]
    public async Task Answer_OfAnAccountThatSwitchedItOff_EndsBeforeTheNextItem()
    {
        await using var host = await StartAsync();
        var (mark, _, _) = await host.EnableAsync("mark");
        using var events = await OpenAsync(host, mark);
        Assert.Equal(HttpStatusCode.OK, (await mark.AccountPostAsync("disable")).Status);

        await host.Host.CheckAnswersAsync();

        await EndsAsync(events);
    }

    [Fact]
    public async Task Answer_FromBeforeAPasswordChange_EndsBeforeTheNextItem()
    {
        await using var host = await StartAsync();
        var (mark, _, _) = await host.EnableAsync("mark");
        using var events = await OpenAsync(host, mark);
        host.Accounts.ChangePassword("mark");

        await host.Host.CheckAnswersAsync();

        await EndsAsync(events);
    }

    [Fact]
    public async Task Answer_WhoseProofGrewTooOld_EndsBeforeTheNextItem()
    {
        await using var host = await StartAsync();
        var (mark, _, _) = await host.EnableAsync("mark");
        using var events = await OpenAsync(host, mark, "/aged-events");
        host.Clock.Advance(TimeSpan.FromSeconds(61));

        await host.Host.CheckAnswersAsync();

        await EndsAsync(events);
    }

    [Fact]
    public async Task Answer_OfARouteThatNamesThePolicyOnly_EndsBeforeTheNextItem()
    {
        await using var host = await StartAsync();
        var (mark, _, _) = await host.EnableAsync("mark");
        using var events = await OpenAsync(host, mark, "/named-events");
        Assert.Equal(HttpStatusCode.OK, (await mark.AccountPostAsync("disable")).Status);

        await host.Host.CheckAnswersAsync();

        await EndsAsync(events);
    }

    [Fact]
    public async Task Answer_OfAProvenAccount_GoesOn()
    {
        await using var host = await StartAsync();
        var (mark, _, _) = await host.EnableAsync("mark");
        using var events = await OpenAsync(host, mark);

        await host.Host.CheckAnswersAsync();
        _ticker.Write("second");

        Assert.Equal("data: second", await NextAsync(events));
    }

    private async Task EndsAsync(StreamReader events)
    {
        _ticker.Write("after the end");
        var lines = new List<string>();
        var cut = await Record.ExceptionAsync(async () =>
        {
            while (await NextAsync(events) is { } line)
            {
                lines.Add(line);
            }
        });
        Assert.Empty(lines);
        Assert.NotNull(cut);
    }

    private Task<AccountHost> StartAsync() =>
        AccountHost.StartAsync(
            options: package => package.ConnectionCheckInterval = TimeSpan.FromMinutes(5),
            map: routes =>
            {
                routes.MapGet("/account-events", Events).RequireAccountTwoFactor();
                routes.MapGet("/aged-events", Events).RequireAccountTwoFactor(60);
                routes
                    .MapGet("/named-events", Events)
                    .RequireAuthorization(ProfileTwoFactorDefaults.AccountPolicyName);
            }
        );

    private ServerSentEventsResult<string> Events() =>
        TypedResults.ServerSentEvents(_ticker.ItemsAsync());

    private static async Task<StreamReader> OpenAsync(
        AccountHost host,
        Browser browser,
        string path = "/account-events"
    )
    {
        var client = host.Host.Server.CreateClient();
        client.DefaultRequestHeaders.Add(
            "Cookie",
            browser.Cookies.GetCookieHeader(new Uri("https://localhost/"))
        );
        var events = new StreamReader(await client.GetStreamAsync($"https://localhost{path}"));
        Assert.Equal("data: first", await NextAsync(events));
        return events;
    }

    private static async Task<string?> NextAsync(StreamReader events)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        string? line;
        do
        {
            line = await events.ReadLineAsync(limit.Token);
        } while (line is "");

        return line;
    }
}
