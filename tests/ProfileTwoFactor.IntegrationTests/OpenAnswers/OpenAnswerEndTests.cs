using System.Net.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Backplane;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.OpenAnswers.Support;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.IntegrationTests.OpenAnswers;

/// <summary>An answer that is still being written when its proof ends is ended: nothing that is written later reaches the client.</summary>
public sealed class OpenAnswerEndTests
{
    private readonly Ticker _ticker = new();

    public static TheoryData<string> Kinds() =>
        ["/events", "/download", "/socket", "/controller", "/dynamic"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Answer_OfARemovedMember_EndsBeforeTheNextItem(string kind)
    {
        await using var host = await TickerHosts.StartAsync(_ticker);
        await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");
        using var read = await OpenRead.OpenAsync(host, mark, $"{kind}/acme");
        host.Directory.RemoveMember("acme", "mark");

        await host.CheckAnswersAsync();

        await EndsAsync(read);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Answer_WhoseWindowLapsed_EndsBeforeTheNextItem(string kind)
    {
        await using var host = await TickerHosts.StartAsync(_ticker);
        var (owner, _) = await host.EnableAsync();
        using var read = await OpenRead.OpenAsync(host, owner, $"{kind}/acme");
        host.Clock.Advance(TickerHosts.Lapse);

        await host.CheckAnswersAsync();

        await EndsAsync(read);
    }

    [Fact]
    public async Task Answer_OfAMemberTheOwnerResets_EndsWithoutWaitingForTheInterval()
    {
        await using var host = await TickerHosts.StartAsync(_ticker);
        var (owner, _) = await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");
        using var read = await OpenRead.OpenAsync(host, mark, "/events/acme");
        host.Clock.Advance(TimeSpan.FromSeconds(3));

        await owner.ProfilePostAsync("acme", "members/acme-mark/reset");

        // Nothing more is written: the end comes by itself.
        Assert.Equal((0, true), await CountAsync(read));
    }

    [Theory]
    [InlineData("one")]
    [InlineData("others")]
    [InlineData("member")]
    [InlineData("all")]
    public async Task Answer_OfABrowserThatWasEnded_EndsWithoutWaitingForTheInterval(string way)
    {
        await using var host = await TickerHosts.StartAsync(_ticker);
        var (owner, _) = await host.EnableAsync();
        var (mark, app) = await host.BindAsync("mark");
        host.Clock.NextStep();
        var phone = await host.BrowserAsync("mark");
        AnswerAssert.Ok(await phone.VerifyAsync(app.CurrentCode()));
        using var read = await OpenRead.OpenAsync(host, phone, "/events/acme");
        host.Clock.Advance(TimeSpan.FromSeconds(3));

        var answer = way switch
        {
            "one" => await mark.EndAsync(
                (await phone.WindowsAsync())[0].GetProperty("id").GetString()
            ),
            "others" => await mark.EndAsync(),
            "member" => await owner.ProfilePostAsync(
                "acme",
                "windows/revoke",
                new { memberId = "acme-mark" }
            ),
            _ => await owner.ProfilePostAsync("acme", "windows/revoke"),
        };

        Assert.Equal(204, answer.StatusCode);
        Assert.Equal((0, true), await CountAsync(read));
    }

    [Fact]
    public async Task Answer_FromBeforeTheProfileWasSwitchedOn_EndsWithoutWaitingForTheInterval()
    {
        await using var host = await TickerHosts.StartAsync(_ticker);
        var mark = await host.BrowserAsync("mark");
        using var read = await OpenRead.OpenAsync(host, mark, "/events/acme");
        host.Clock.Advance(TimeSpan.FromSeconds(3));

        await host.EnableAsync();

        Assert.Equal((0, true), await CountAsync(read));
    }

    [Fact]
    public async Task Answer_OfAnUnboundMember_EndsAtTheDateWithoutWaitingForTheInterval()
    {
        await using var host = await TickerHosts.StartAsync(_ticker);
        await host.EnableAsync();
        var date = await host.PlanAsync(TimeSpan.FromMinutes(2));
        var mark = await host.BrowserAsync("mark");
        using var read = await OpenRead.OpenAsync(host, mark, "/events/acme");

        host.Clock.Advance(date - host.Clock.GetUtcNow());

        Assert.Equal((0, true), await CountAsync(read));
    }

    [Fact]
    public async Task Answer_AfterANewPassword_Ends()
    {
        await using var host = await TickerHosts.StartAsync(_ticker);
        host.Directory.AddMember("acme", "mark", securityStamp: "first");
        await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");
        using var read = await OpenRead.OpenAsync(host, mark, "/events/acme");
        host.Directory.AddMember("acme", "mark", securityStamp: "second");

        await host.CheckAnswersAsync();

        await EndsAsync(read);
    }

    [Fact]
    public async Task Answer_WhoseSignInEnded_EndsAlsoWhereTwoFactorIsOff()
    {
        await using var host = await TickerHosts.StartAsync(
            _ticker,
            authentication: services =>
                services
                    .AddAuthentication()
                    .AddCookie(cookie => cookie.ExpireTimeSpan = TimeSpan.FromHours(1))
        );
        var mark = await host.BrowserAsync("mark");
        using var read = await OpenRead.OpenAsync(host, mark, "/events/acme");
        await host.CheckAnswersAsync();
        _ticker.Write("second");
        Assert.Equal("second", await read.NextAsync());

        host.Clock.Advance(TimeSpan.FromHours(1));
        await host.CheckAnswersAsync();

        await EndsAsync(read);
    }

    [Fact]
    public async Task Answer_ThatWantedAFreshProof_EndsWhenTheProofIsOlder()
    {
        await using var host = await TickerHosts.StartAsync(
            _ticker,
            routes =>
                routes
                    .MapGet(
                        "/fresh/{sid}",
                        () => TypedResults.ServerSentEvents(_ticker.ItemsAsync())
                    )
                    .RequireProfileTwoFactor(60)
        );
        var (owner, _) = await host.EnableAsync();
        using var read = await OpenRead.OpenAsync(host, owner, "/fresh/acme");
        host.Clock.Advance(TimeSpan.FromSeconds(61));

        await host.CheckAnswersAsync();

        await EndsAsync(read);
    }

    [Fact]
    public async Task Answer_OnAnotherNodeThanTheReset_EndsWithinTheDecisionLifetimeAndTheInterval()
    {
        await using var here = await TickerHosts.StartAsync(new Ticker());
        var (owner, _) = await here.EnableAsync();
        var (mark, _) = await here.BindAsync("mark");
        await using var there = await TickerHosts.StartAsync(
            _ticker,
            services: services => ShareState(here, services),
            directory: here.Directory
        );
        using var read = await OpenRead.OpenAsync(there, mark, "/events/acme");
        await owner.ProfilePostAsync("acme", "members/acme-mark/reset");

        await there.CheckAnswersAsync();

        await EndsAsync(read);
    }

    [Fact]
    public async Task Answer_OnAnotherNodeThanTheReset_EndsWhenTheMessageComes()
    {
        var wire = new Wire();
        await using var here = await TickerHosts.StartAsync(new Ticker(), services: wire.Connect);
        var (owner, _) = await here.EnableAsync();
        var (mark, _) = await here.BindAsync("mark");
        await using var there = await TickerHosts.StartAsync(
            _ticker,
            services: services =>
            {
                ShareState(here, services);
                wire.Connect(services);
            },
            options: package => package.DecisionLifetime = TimeSpan.FromMinutes(5),
            directory: here.Directory
        );
        await wire.Two;
        using var read = await OpenRead.OpenAsync(there, mark, "/events/acme");
        there.Clock.Advance(TimeSpan.FromSeconds(3));

        await owner.ProfilePostAsync("acme", "members/acme-mark/reset");

        // Neither the lifetime of the decision nor the interval has passed, and nothing more is written.
        Assert.Equal((0, true), await CountAsync(read));
    }

    [Fact]
    public async Task Socket_ThatIsEnded_SaysWhyInItsCloseMessage()
    {
        await using var host = await TickerHosts.StartAsync(_ticker);
        var (owner, _) = await host.EnableAsync();
        using var read = await OpenRead.OpenAsync(host, owner, "/socket/acme");
        host.Clock.Advance(TickerHosts.Lapse);

        await host.CheckAnswersAsync();

        Assert.Null(await read.NextAsync());
        Assert.Equal(
            (WebSocketCloseStatus.PolicyViolation, "two-factor: verification-required"),
            read.Closed
        );
    }

    [Fact]
    public async Task Code_OfAnEndedAnswer_SeesItsRequestAborted()
    {
        await using var host = await TickerHosts.StartAsync(_ticker);
        var (owner, _) = await host.EnableAsync();
        using var read = await OpenRead.OpenAsync(host, owner, "/events/acme");
        host.Clock.Advance(TickerHosts.Lapse);

        await host.CheckAnswersAsync();

        await _ticker.Stopped.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private async Task EndsAsync(OpenRead read)
    {
        _ticker.Write("after the end");
        Assert.Equal((0, true), await CountAsync(read));
    }

    private static async Task<(int Items, bool CutOff)> CountAsync(OpenRead read)
    {
        var (items, cutOff) = await read.ReadToEndAsync();
        return (items.Count, cutOff);
    }

    private static void ShareState(GateHost with, IServiceCollection services)
    {
        var shared = with.App.Services;
        services.AddSingleton(shared.GetRequiredService<IPolicyStore>());
        services.AddSingleton(shared.GetRequiredService<ISecretStore>());
        services.AddSingleton(
            shared.GetRequiredService<Microsoft.Extensions.Caching.Distributed.IDistributedCache>()
        );
        services.AddSingleton(
            shared.GetRequiredService<Microsoft.AspNetCore.DataProtection.IDataProtectionProvider>()
        );
    }
}
