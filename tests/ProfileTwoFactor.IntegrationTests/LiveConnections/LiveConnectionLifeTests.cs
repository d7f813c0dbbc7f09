using Microsoft.Extensions.Options;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.LiveConnections.Support;

namespace ProfileTwoFactor.IntegrationTests.LiveConnections;

/// <summary>Opening and closing, and what watching costs.</summary>
public sealed class LiveConnectionLifeTests
{
    [Theory]
    [InlineData(Transport.WebSockets)]
    [InlineData(Transport.ServerSentEvents)]
    public async Task Connection_ThatTheClientLeaves_IsForgotten(Transport transport)
    {
        var probe = new HubProbe();
        await using var host = await LiveHosts.StartAsync(probe: probe);
        var (owner, _) = await host.EnableAsync();
        for (var i = 0; i < 20; i++)
        {
            await using (await HubLine.ConnectAsync(host, owner, transport: transport))
            {
                Assert.Equal(1, host.ConnectionCount());
            }

            Assert.True(await probe.Disconnected.WaitAsync(TimeSpan.FromSeconds(30)));
            Assert.Equal(0, host.ConnectionCount());
        }
    }

    [Fact]
    public async Task Connection_ThatTheHubRefuses_IsForgotten()
    {
        var probe = new HubProbe { Connecting = () => throw new InvalidOperationException("No.") };
        await using var host = await LiveHosts.StartAsync(probe: probe);
        var (owner, _) = await host.EnableAsync();
        await using var line = await HubLine.ConnectAsync(host, owner, settled: false);

        Assert.Contains("\"type\":7", await line.ReceiveAsync());
        Assert.Null(await line.ReceiveAsync());
        Assert.Equal(0, host.ConnectionCount());
    }

    [Fact]
    public async Task Connection_ThatOpensWhileTheProfileIsSwitchedOn_DoesNotSlipThrough()
    {
        var connecting = new TaskCompletionSource();
        var enabled = new TaskCompletionSource();
        var probe = new HubProbe
        {
            Connecting = () =>
            {
                connecting.TrySetResult();
                return enabled.Task;
            },
        };
        await using var host = await LiveHosts.StartAsync(probe: probe);
        var mark = await host.BrowserAsync("mark");
        await using var line = await HubLine.ConnectAsync(host, mark, settled: false);
        await connecting.Task;

        await host.EnableAsync();
        enabled.SetResult();

        Assert.Equal("binding-required", (await line.EndAsync()).Code);
    }

    [Fact]
    public async Task Change_BetweenTheHandshakeAndTheHub_RefusesTheConnectionWithTheReason()
    {
        await using var host = await LiveHosts.StartAsync();
        await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");
        // The first question is that of the request, the second that of the hub.
        var asked = 0;
        host.Directory.Rewrite = access =>
            ++asked == 2 && access is { } found ? found with { Member = null } : access;

        await using var line = await HubLine.ConnectAsync(host, mark, settled: false);

        Assert.Equal("not-a-member", (await line.EndAsync()).Code);
        Assert.Equal(0, host.ConnectionCount());
    }

    [Fact]
    public async Task Round_OverAThousandConnections_AsksTheDirectoryOncePerConnectionAndTheCacheHardlyAtAll()
    {
        await using var host = await LiveHosts.StartAsync();
        var (owner, _) = await host.EnableAsync();
        var lines = new List<HubLine>();
        for (var i = 0; i < 1000; i++)
        {
            lines.Add(await HubLine.ConnectAsync(host, owner));
        }

        host.Clock.Advance(TimeSpan.FromSeconds(10));
        var (calls, reads) = (host.Directory.Calls, host.Cache.Reads);

        await host.CheckConnectionsAsync();

        Assert.Equal(1000, host.Directory.Calls - calls);
        // Two entries, read by as many as ask at the same moment before the first answer is kept.
        Assert.InRange(host.Cache.Reads - reads, 2, 2 * 32);
        Assert.Equal(1000, host.ConnectionCount());
        foreach (var line in lines)
        {
            await line.DisposeAsync();
        }
    }

    [Fact]
    public async Task Directory_ThatHangs_DoesNotKeepACrowdConnected()
    {
        await using var host = await LiveHosts.StartAsync();
        var (owner, _) = await host.EnableAsync();
        var lines = new List<HubLine>();
        for (var i = 0; i < 200; i++)
        {
            lines.Add(await HubLine.ConnectAsync(host, owner));
        }

        var calls = host.Directory.Calls;
        var hang = new TaskCompletionSource();
        host.Directory.Before = () => hang.Task;
        host.GiveUpSoon();

        await host.CheckConnectionsAsync();

        Assert.InRange(host.Directory.Calls - calls, 8, 8 + 32);
        host.Clock.Advance(LiveHosts.Tolerance);
        await host.CheckConnectionsAsync();
        foreach (var line in lines)
        {
            Assert.Equal("two-factor-unavailable", (await line.EndAsync()).Code);
            await line.DisposeAsync();
        }

        hang.SetResult();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(999)]
    [InlineData(300_001)]
    public async Task Interval_OutOfBounds_IsRefusedAtStart(int milliseconds)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            LiveHosts.StartAsync(package =>
                package.ConnectionCheckInterval = TimeSpan.FromMilliseconds(milliseconds)
            )
        );

        Assert.Contains("ConnectionCheckInterval", refused.Message);
    }
}
