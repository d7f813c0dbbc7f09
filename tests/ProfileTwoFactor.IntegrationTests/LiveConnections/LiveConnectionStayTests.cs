using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.LiveConnections.Support;

namespace ProfileTwoFactor.IntegrationTests.LiveConnections;

/// <summary>What must not end a connection, and what a connection must not do.</summary>
public sealed class LiveConnectionStayTests
{
    [Theory]
    [InlineData("/live/acme", Transport.WebSockets)]
    [InlineData("/live/acme", Transport.LongPolling)]
    [InlineData("/passive/acme", Transport.LongPolling)]
    public async Task Page_LeftOpen_DoesNotKeepItsWindowAlive(string path, Transport transport)
    {
        await using var host = await LiveHosts.StartAsync();
        var (owner, _) = await host.EnableAsync();
        host.Clock.Advance(TimeSpan.FromHours(12));
        await using var line = await HubLine.ConnectAsync(host, owner, path, transport);
        host.Clock.Advance(TimeSpan.FromHours(11));
        await host.CheckConnectionsAsync();
        Assert.Equal(1, host.ConnectionCount());

        host.Clock.Advance(TimeSpan.FromHours(1));
        await host.CheckConnectionsAsync();

        Assert.Equal("verification-required", (await line.EndAsync()).Code);
    }

    [Fact]
    public async Task Invocation_OfAHubThatIsNotPassive_IsActivity()
    {
        await using var host = await LiveHosts.StartAsync();
        var (owner, _) = await host.EnableAsync();
        await using var line = await HubLine.ConnectAsync(host, owner);
        host.Clock.Advance(TimeSpan.FromHours(23));
        Assert.Equal(("clicks", null), await line.InvokeAsync("Show"));

        host.Clock.Advance(TimeSpan.FromHours(23));
        await host.CheckConnectionsAsync();

        Assert.Equal(("clicks", null), await line.InvokeAsync("Show"));
    }

    [Theory]
    [InlineData(Transport.WebSockets)]
    [InlineData(Transport.ServerSentEvents)]
    [InlineData(Transport.LongPolling)]
    public async Task Connections_OfOtherMembers_StayOpen(Transport transport)
    {
        await using var host = await LiveHosts.StartAsync();
        var (owner, _) = await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");
        await using var hers = await HubLine.ConnectAsync(host, owner, transport: transport);
        await using var his = await HubLine.ConnectAsync(host, mark, transport: transport);

        await owner.ProfilePostAsync("acme", "members/acme-mark/reset");

        Assert.Equal("binding-required", (await his.EndAsync()).Code);
        Assert.Equal(("clicks", null), await hers.InvokeAsync("Show"));
        Assert.Equal(("clicks", null), await hers.InvokeAsync("ShowGated"));
        Assert.Equal(1, host.ConnectionCount());
    }

    [Fact]
    public async Task Connection_DuringAHiccupOfTheDirectory_Stays()
    {
        await using var host = await LiveHosts.StartAsync();
        var (owner, _) = await host.EnableAsync();
        await using var line = await HubLine.ConnectAsync(host, owner);
        for (var i = 0; i < 3; i++)
        {
            host.Directory.Before = () => throw new TimeoutException();
            await host.CheckConnectionsAsync();
            host.Clock.Advance(LiveHosts.Tolerance - TimeSpan.FromTicks(1));
            await host.CheckConnectionsAsync();
            host.Directory.Before = null;
            await host.CheckConnectionsAsync();
        }

        Assert.Equal(("clicks", null), await line.InvokeAsync("Show"));
    }

    [Fact]
    public async Task Connection_ThatCannotBeDecidedAboutForLonger_IsClosed()
    {
        await using var host = await LiveHosts.StartAsync();
        var (owner, _) = await host.EnableAsync();
        await using var line = await HubLine.ConnectAsync(host, owner);
        host.Directory.Before = () => throw new TimeoutException();
        await host.CheckConnectionsAsync();

        host.Clock.Advance(LiveHosts.Tolerance);
        await host.CheckConnectionsAsync();

        Assert.Equal(
            new ToldReason("two-factor-unavailable", "acme", null, null),
            await line.EndAsync()
        );
    }
}
