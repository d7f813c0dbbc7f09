using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.OpenAnswers.Support;

namespace ProfileTwoFactor.IntegrationTests.OpenAnswers;

/// <summary>An answer behind a shared link ends with the link, and with the member's proof where the link is for members only.</summary>
public sealed class OpenLinkAnswerTests
{
    private readonly Ticker _ticker = new();
    private readonly TestLinkDirectory _links = new();

    [Theory]
    [InlineData(SharedLinkAccess.Public)]
    [InlineData(SharedLinkAccess.MembersOnly)]
    public async Task Answer_OfALinkThatWasRevoked_EndsBeforeTheNextItem(SharedLinkAccess access)
    {
        await using var host = await StartAsync(access);
        var (owner, _) = await host.EnableAsync();
        using var read = await OpenRead.OpenAsync(host, owner, "/shared/token");
        _links.Revoke("token");

        await host.CheckAnswersAsync();

        await EndsAsync(read);
    }

    [Fact]
    public async Task Answer_OfALinkThatIsForMembersOnlyByNow_EndsForAStranger()
    {
        await using var host = await StartAsync(SharedLinkAccess.Public);
        await host.EnableAsync();
        using var read = await OpenRead.OpenAsync(host, await host.BrowserAsync(), "/shared/token");
        _links.Add("token", SharedLinkAccess.MembersOnly);

        await host.CheckAnswersAsync();

        await EndsAsync(read);
    }

    [Fact]
    public async Task Answer_OfAMembersOnlyLink_EndsForARemovedMember()
    {
        await using var host = await StartAsync(SharedLinkAccess.MembersOnly);
        await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");
        using var read = await OpenRead.OpenAsync(host, mark, "/shared/token");
        host.Directory.RemoveMember("acme", "mark");

        await host.CheckAnswersAsync();

        await EndsAsync(read);
    }

    [Fact]
    public async Task Answer_OfAPublicLink_GoesOnForAnybody()
    {
        await using var host = await StartAsync(SharedLinkAccess.Public);
        await host.EnableAsync();
        using var read = await OpenRead.OpenAsync(host, await host.BrowserAsync(), "/shared/token");

        await host.CheckAnswersAsync();
        _ticker.Write("second");

        Assert.Equal("second", await read.NextAsync());
    }

    private async Task EndsAsync(OpenRead read)
    {
        _ticker.Write("after the end");
        var (items, cutOff) = await read.ReadToEndAsync();
        Assert.Empty(items);
        Assert.True(cutOff);
    }

    private Task<GateHost> StartAsync(SharedLinkAccess access)
    {
        _links.Add("token", access);
        return TickerHosts.StartAsync(
            _ticker,
            routes =>
                routes
                    .MapGet(
                        "/shared/{token}",
                        () => TypedResults.ServerSentEvents(_ticker.ItemsAsync())
                    )
                    .RequireSharedLink(),
            services => services.AddSingleton<ISharedLinkDirectory>(_links)
        );
    }
}
