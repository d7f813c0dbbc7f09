using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Gate.Hubs;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.LiveConnections.Support;
using ProfileTwoFactor.IntegrationTests.OpenAnswers.Support;

namespace ProfileTwoFactor.IntegrationTests.OpenAnswers;

/// <summary>What must not end an answer, and what watching answers costs.</summary>
public sealed class OpenAnswerStayTests
{
    private readonly Ticker _ticker = new();

    [Theory]
    [InlineData("/events")]
    [InlineData("/download")]
    [InlineData("/socket")]
    [InlineData("/controller")]
    [InlineData("/dynamic")]
    public async Task Answer_OfAVerifiedMember_GoesOn(string kind)
    {
        await using var host = await TickerHosts.StartAsync(_ticker);
        var (owner, _) = await host.EnableAsync();
        await host.BindAsync("mark");
        using var read = await OpenRead.OpenAsync(host, owner, $"{kind}/acme");
        host.Directory.RemoveMember("acme", "mark");

        await host.CheckAnswersAsync();
        _ticker.Write("second");

        Assert.Equal("second", await read.NextAsync());
    }

    [Fact]
    public async Task Answer_OfAnEndpointThatKeepsItsAnswersOpen_RunsToItsEnd()
    {
        await using var host = await TickerHosts.StartAsync(_ticker);
        var (owner, _) = await host.EnableAsync();
        using var read = await OpenRead.OpenAsync(host, owner, "/kept/acme");
        host.Clock.Advance(TickerHosts.Lapse);

        await host.CheckAnswersAsync();
        _ticker.Write("second");
        _ticker.Complete();

        var (items, cutOff) = await read.ReadToEndAsync();
        Assert.Equal("second", Assert.Single(items));
        Assert.False(cutOff);
        Assert.Equal(401, (await owner.GetAsync("/kept/acme")).StatusCode);
    }

    [Fact]
    public async Task Answer_WhileBeingOpen_IsNoActivity()
    {
        await using var host = await TickerHosts.StartAsync(_ticker);
        var (owner, _) = await host.EnableAsync();
        using var read = await OpenRead.OpenAsync(host, owner, "/events/acme");
        for (var i = 0; i < 3; i++)
        {
            host.Clock.Advance(TimeSpan.FromHours(7));
            await host.CheckAnswersAsync();
        }

        host.Clock.Advance(TimeSpan.FromHours(4));

        Assert.Equal("verification-required", (await owner.GetAsync("/p/acme")).Code);
    }

    [Fact]
    public async Task Answer_DuringAHiccupOfTheDirectory_GoesOn()
    {
        await using var host = await TickerHosts.StartAsync(_ticker);
        var (owner, _) = await host.EnableAsync();
        using var read = await OpenRead.OpenAsync(host, owner, "/events/acme");
        host.Directory.Before = () => throw new TimeoutException();
        await host.CheckAnswersAsync();
        host.Directory.Before = null;
        await host.CheckAnswersAsync();

        _ticker.Write("second");

        Assert.Equal("second", await read.NextAsync());
    }

    [Fact]
    public async Task Answer_ThatCannotBeDecidedAboutForLonger_Ends()
    {
        await using var host = await TickerHosts.StartAsync(_ticker);
        var (owner, _) = await host.EnableAsync();
        using var read = await OpenRead.OpenAsync(host, owner, "/events/acme");
        host.Directory.Before = () => throw new TimeoutException();
        await host.CheckAnswersAsync();

        host.Clock.Advance(LiveHosts.Tolerance);
        await host.CheckAnswersAsync();

        Assert.True((await read.ReadToEndAsync()).CutOff);
    }

    [Fact]
    public async Task Answer_ThatEnded_IsForgotten()
    {
        await using var host = await TickerHosts.StartAsync(_ticker);
        var (owner, _) = await host.EnableAsync();
        var services = host.App.Services;
        using (var read = await OpenRead.OpenAsync(host, owner, "/events/acme"))
        {
            Assert.False(services.GetRequiredService<OpenAnswerList>().IsEmpty);
            await host.CheckAnswersAsync();
            Assert.True(services.GetRequiredService<OpenAnswerList>().IsEmpty);
            Assert.Equal(1, Watched(services));
            _ticker.Complete();
            Assert.False((await read.ReadToEndAsync()).CutOff);
        }

        // The client has its last byte a moment before the server is through.
        await Notifications.Eventually.IsAsync(
            () => Watched(services) == 0,
            "the answer is forgotten"
        );
        Assert.True(services.GetRequiredService<OpenAnswerList>().IsEmpty);
    }

    [Fact]
    public async Task Answer_OfLessThanTwoSeconds_IsNeverAskedAbout()
    {
        await using var host = await TickerHosts.StartAsync(_ticker);
        var (owner, _) = await host.EnableAsync();
        using var read = await OpenRead.OpenAsync(host, owner, "/events/acme");
        host.Clock.Advance(TimeSpan.FromSeconds(1.9));
        var calls = host.Directory.Calls;

        var round = host
            .App.Services.GetRequiredService<ProfileTwoFactor.Gate.Hubs.LiveConnectionRegistry>()
            .TakeAll();

        Assert.Empty(round);
        Assert.Equal(calls, host.Directory.Calls);
    }

    private static int Watched(IServiceProvider services) =>
        services.GetRequiredService<ProfileTwoFactor.Gate.Hubs.LiveConnectionRegistry>().Count;
}
