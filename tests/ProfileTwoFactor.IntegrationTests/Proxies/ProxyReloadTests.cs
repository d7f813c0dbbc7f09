using ProfileTwoFactor.IntegrationTests.Gate.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Notifications;
using ProfileTwoFactor.IntegrationTests.OpenAnswers.Support;
using ProfileTwoFactor.IntegrationTests.Proxies.Support;
using ProfileTwoFactor.Tests.Shared;
using Yarp.ReverseProxy.Configuration;

namespace ProfileTwoFactor.IntegrationTests.Proxies;

/// <summary>A proxy's configuration that is read again while the host runs.</summary>
public sealed class ProxyReloadTests
{
    private static readonly RouteConfig Gated = ProxyHosts.Route("/p/{sid}/{**rest}");
    private static readonly RouteConfig Withdrawn = ProxyHosts.Route("/withdrawn", null);
    private static readonly RouteConfig Added = ProxyHosts.Route("/added", null);
    private static readonly RouteConfig Forgotten = ProxyHosts.Route("/forgotten/{sid}", null);

    private readonly RecordedLog _log = new();

    [Fact]
    public async Task Reload_ThatBringsAnUngatedProfileRoute_SealsItAndLetsTheRestLive()
    {
        await using var backend = await Backend.StartAsync(new Ticker());
        await using var host = await ProxyHosts.StartAsync(backend, [Gated, Withdrawn], log: _log);
        var anyone = await host.BrowserAsync();
        Assert.Equal(200, (await anyone.GetAsync("/withdrawn")).StatusCode);

        host.Reload(backend, Gated, Added, Forgotten);
        await ServesAsync(anyone, "/added");

        Assert.Equal("two-factor-unavailable", (await anyone.GetAsync("/forgotten/acme")).Code);
        Assert.Equal(404, (await anyone.GetAsync("/withdrawn")).StatusCode);
        Assert.Equal("sign-in-required", (await anyone.GetAsync("/p/acme/x")).Code);
        await Eventually.IsAsync(() => Named("isn't gated") > 0, "an error names the route");
    }

    [Fact]
    public async Task Reload_AfterOneThatWasBroken_OpensTheCorrectedRoute()
    {
        await using var backend = await Backend.StartAsync(new Ticker());
        await using var host = await ProxyHosts.StartAsync(backend, [Gated], log: _log);
        var anyone = await host.BrowserAsync();
        host.Reload(backend, Forgotten, Added);
        await ServesAsync(anyone, "/added");

        host.Reload(backend, ProxyHosts.Route("/forgotten/{sid}"), Withdrawn);
        await ServesAsync(anyone, "/withdrawn");

        Assert.Equal("sign-in-required", (await anyone.GetAsync("/forgotten/acme")).Code);
        Assert.Equal(404, (await anyone.GetAsync("/added")).StatusCode);
    }

    [Fact]
    public async Task Reload_WhereUngatedRoutesMayBe_WarnsOfTheNewOne()
    {
        await using var backend = await Backend.StartAsync(new Ticker());
        await using var host = await ProxyHosts.StartAsync(
            backend,
            [Gated],
            options => options.UngatedProfileEndpoints = UngatedEndpointBehavior.Warn,
            _log
        );
        var anyone = await host.BrowserAsync();
        Assert.Equal(0, Named("/forgotten/{sid}"));

        host.Reload(backend, Gated, Forgotten);
        await ServesAsync(anyone, "/forgotten/acme");

        await Eventually.IsAsync(() => Named("/forgotten/{sid}") > 0, "a warning names the route");
    }

    private int Named(string text) =>
        _log.Warnings.Count(line => line.Contains(text) && line.Contains("/forgotten/{sid}"));

    private static Task ServesAsync(Browser browser, string path) =>
        Eventually.IsAsync(
            async () => (await browser.GetAsync(path)).StatusCode == 200,
            "the reload is in effect"
        );
}
