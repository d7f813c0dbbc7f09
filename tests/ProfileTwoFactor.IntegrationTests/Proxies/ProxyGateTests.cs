using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Gate.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.OpenAnswers.Support;
using ProfileTwoFactor.IntegrationTests.Proxies.Support;

namespace ProfileTwoFactor.IntegrationTests.Proxies;

/// <summary>YARP's routes can say nothing but a policy's name. It counts as the attribute does.</summary>
public sealed class ProxyGateTests
{
    private readonly Ticker _ticker = new();

    [Fact]
    public async Task Route_WithThePolicysName_IsGated()
    {
        await using var backend = await Backend.StartAsync(_ticker);
        await using var host = await ProxyHosts.StartAsync(
            backend,
            [ProxyHosts.Route("/p/{sid}/{**rest}")]
        );
        await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");
        var mei = await host.BrowserAsync("mei");

        Assert.Equal("binding-required", (await mei.GetAsync("/p/acme/x")).Code);
        var answer = await mark.GetAsync("/p/acme/x");
        Assert.Equal((200, "from the backend"), (answer.StatusCode, answer.Body));
        Assert.Equal("no-store", answer.Header("Cache-Control"));
    }

    [Fact]
    public async Task Route_WithThePolicysName_HasTheEndpointGuardToo()
    {
        await using var backend = await Backend.StartAsync(_ticker);
        await using var host = await ProxyHosts.StartAsync(
            backend,
            [ProxyHosts.Route("/p/{sid}/{**rest}")],
            services: services => services.AddSingleton<IAuthorizationHandler, SucceedsEverything>()
        );
        await host.EnableAsync();
        var mei = await host.BrowserAsync("mei");

        var answer = await mei.GetAsync("/p/acme/x");

        Assert.Equal(500, answer.StatusCode);
        Assert.DoesNotContain("from the backend", answer.Body);
    }

    [Fact]
    public async Task Route_WithThePolicysNameAndNoProfile_IsRefusedAtStart()
    {
        await using var backend = await Backend.StartAsync(_ticker);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await using var host = await ProxyHosts.StartAsync(
                backend,
                [ProxyHosts.Route("/files/{**rest}")]
            );
        });

        Assert.Contains("/files/{**rest}", refused.Message);
        Assert.Contains("no parameter 'sid'", refused.Message);
    }

    [Theory]
    [InlineData("/events")]
    [InlineData("/socket")]
    public async Task Answer_ThatIsProxied_EndsWithItsProofBeforeTheNextItem(string kind)
    {
        await using var backend = await Backend.StartAsync(_ticker);
        await using var host = await ProxyHosts.StartAsync(
            backend,
            [ProxyHosts.Route($"{kind}/{{sid}}")]
        );
        await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");
        using var read = await OpenRead.OpenAsync(host, mark, $"{kind}/acme");
        host.Directory.RemoveMember("acme", "mark");

        await host.CheckAnswersAsync();
        _ticker.Write("after the end");

        var (items, cutOff) = await read.ReadToEndAsync();
        Assert.Empty(items);
        Assert.True(cutOff);
    }
}
