using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Gate.Hubs;
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
    public async Task Answer_OfAPublicLink_GoesOnForEveryCaller()
    {
        await using var host = await StartAsync(SharedLinkAccess.Public);
        await host.EnableAsync();
        using var read = await OpenRead.OpenAsync(host, await host.BrowserAsync(), "/shared/token");

        await host.CheckAnswersAsync();
        _ticker.Write("second");

        Assert.Equal("second", await read.NextAsync());
    }

    [Fact]
    public async Task Answer_WhoseTenantCantBeTold_IsRefusedAsUnavailable()
    {
        await using var host = await StartAsync(
            SharedLinkAccess.Public,
            options =>
                options.TenantResolver = _ => throw new InvalidOperationException("No such tenant.")
        );

        var answer = await (await host.BrowserAsync()).GetAsync("/shared/token");

        Assert.Equal((503, "two-factor-unavailable"), (answer.StatusCode, answer.Code));
    }

    [Fact]
    public async Task Answer_OfAPublicLink_IsConcernedByChangesOfItsProfileOnly()
    {
        await using var host = await StartAsync(SharedLinkAccess.Public);
        using var read = await OpenRead.OpenAsync(host, await host.BrowserAsync(), "/shared/token");
        host.Clock.Advance(TimeSpan.FromSeconds(10));

        var answer = Assert.Single(Connections(host).TakeAll());

        Assert.False(IsConcernedBy(answer, TwoFactorScope.Profile("beta")));
        Assert.False(IsConcernedBy(answer, TwoFactorScope.Account("acme")));
        Assert.False(IsConcernedBy(answer, TwoFactorScope.Profile("acme").InTenant("other")));
        Assert.True(IsConcernedBy(answer, TwoFactorScope.Profile("acme")));
        Assert.True(IsConcernedBy(answer, TwoFactorScope.Profile("acme", "stamp")));
        _ticker.Complete();
    }

    [Fact]
    public async Task Answers_OfAPublicLinkWhoseDirectoryIsDown_AreNotAllAskedAbout()
    {
        await using var host = await StartAsync(SharedLinkAccess.Public);
        var nobody = await host.BrowserAsync();
        var reads = new List<OpenRead>();
        for (var i = 0; i < 10; i++)
        {
            reads.Add(await OpenRead.OpenAsync(host, nobody, "/shared/token"));
        }

        host.Clock.Advance(TimeSpan.FromSeconds(10));
        _links.Before = _ => throw new TimeoutException();
        _links.Calls = 0;
        var outages = new ProfileOutages();
        var check = host.App.Services.GetRequiredService<LiveConnectionCheck>();
        foreach (var answer in Connections(host).TakeAll())
        {
            await check.RunAsync(answer, outages);
        }

        Assert.Equal(8, _links.Calls);
        _ticker.Complete();
        reads.ForEach(read => read.Dispose());
    }

    private static ProfileTwoFactor.Gate.Hubs.LiveConnectionRegistry Connections(GateHost host) =>
        host.App.Services.GetRequiredService<ProfileTwoFactor.Gate.Hubs.LiveConnectionRegistry>();

    private static bool IsConcernedBy(LiveConnection answer, TwoFactorScope changed) =>
        answer.IsConcernedBy(new HashSet<TwoFactorScope> { changed });

    private async Task EndsAsync(OpenRead read)
    {
        _ticker.Write("after the end");
        var (items, cutOff) = await read.ReadToEndAsync();
        Assert.Empty(items);
        Assert.True(cutOff);
    }

    private Task<GateHost> StartAsync(
        SharedLinkAccess access,
        Action<ProfileTwoFactorOptions>? options = null
    )
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
            services => services.AddSingleton<ISharedLinkDirectory>(_links),
            options
        );
    }
}
