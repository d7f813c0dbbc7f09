using Microsoft.AspNetCore.Builder;
using ProfileTwoFactor.IntegrationTests.Gate.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Gate;

/// <summary>Polling is gated and keeps no one in; it also can't starve the person who is really there.</summary>
public sealed class PassiveRequestTests
{
    [Fact]
    public async Task A_page_left_open_that_polls_does_not_keep_its_window_alive()
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();
        for (var minute = 0; minute < 60 * 24; minute += 30)
        {
            Assert.Equal(200, (await owner.GetAsync("/poll/acme")).StatusCode);
            host.Clock.Advance(TimeSpan.FromMinutes(30));
        }

        Assert.Equal("verification-required", (await owner.GetAsync("/poll/acme")).Code);
        Assert.Equal("verification-required", (await owner.GetAsync("/p/acme")).Code);
    }

    [Fact]
    public async Task Polling_within_the_decisions_lifetime_does_not_starve_an_active_request()
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();
        host.Clock.Advance(TimeSpan.FromHours(23));
        Assert.Equal(200, (await owner.GetAsync("/poll/acme")).StatusCode);
        var reads = host.Cache.Reads;

        // The poll left a decision behind, and an active request still extends. Before it writes, both entries of the window are read
        // again, because the window may have ended on another node.
        host.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(200, (await owner.GetAsync("/p/acme")).StatusCode);
        Assert.Equal(reads + 2, host.Cache.Reads);
        Assert.Equal(200, (await owner.GetAsync("/p/acme")).StatusCode);
        Assert.Equal(reads + 2, host.Cache.Reads);

        host.Clock.Advance(TimeSpan.FromHours(23));
        Assert.Equal(200, (await owner.GetAsync("/p/acme")).StatusCode);
    }

    [Fact]
    public async Task Many_active_requests_within_the_interval_write_once()
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        var writes = host.Cache.Writes;

        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(200, (await owner.GetAsync("/p/acme")).StatusCode);
            host.Clock.Advance(TimeSpan.FromSeconds(2));
        }

        Assert.Equal(writes + 1, host.Cache.Writes);
    }

    private static Task<GateHost> StartAsync() =>
        GateHost.StartAsync(routes =>
        {
            routes.MapGet("/p/{sid}", Secret.Reveal).RequireProfileTwoFactor();
            routes
                .MapGet("/poll/{sid}", Secret.Reveal)
                .RequireProfileTwoFactor()
                .AsPassiveRequest();
        });
}
