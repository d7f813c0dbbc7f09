using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.LiveConnections.Support;

namespace ProfileTwoFactor.IntegrationTests.LiveConnections;

/// <summary>The official client with automatic reconnect, on sockets.</summary>
public sealed class LiveConnectionReconnectTests
{
    [Fact]
    public async Task Client_WhoseBrowserHasANewCode_IsConnectedAgain()
    {
        await using var host = await StartAsync();
        var (owner, app) = await host.EnableAsync();
        await using var client = Client(host, owner);
        var told = Next<Dictionary<string, string>>();
        var back = Next<string?>();
        client.On<Dictionary<string, string>>(
            ProfileTwoFactorDefaults.HubClientMethod,
            reason => told.TrySetResult(reason)
        );
        client.Reconnected += id =>
        {
            back.TrySetResult(id);
            return Task.CompletedTask;
        };
        await client.StartAsync();
        Assert.Equal("there", await client.InvokeAsync<string>("Ping"));

        // In another tab: the new window takes the place of the one that the connection was opened with.
        host.Clock.NextStep();
        Assert.Equal(200, (await owner.VerifyAsync(app.Code())).StatusCode);

        await back.Task.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal("verification-required", (await told.Task)["code"]);
        Assert.Equal("clicks", await client.InvokeAsync<string>("Show"));
    }

    [Fact]
    public async Task Client_OfARemovedMember_IsNotAskedToComeBack()
    {
        await using var host = await StartAsync();
        await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");
        await using var client = Client(host, mark);
        var closed = Next<Exception?>();
        var tries = 0;
        client.Closed += reason =>
        {
            closed.TrySetResult(reason);
            return Task.CompletedTask;
        };
        client.Reconnecting += _ =>
        {
            Interlocked.Increment(ref tries);
            return Task.CompletedTask;
        };
        await client.StartAsync();
        Assert.Equal("there", await client.InvokeAsync<string>("Ping"));
        host.Directory.RemoveMember("acme", "mark");

        await host.CheckConnectionsAsync();

        await closed.Task.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(0, tries);
    }

    private static Task<GateHost> StartAsync() =>
        GateHost.StartAsync(
            routes => routes.MapHub<LiveHub>("/live/{sid}"),
            services =>
            {
                services.AddSignalR();
                services.AddSingleton(new HubProbe());
            },
            package => package.ConnectionCheckInterval = TimeSpan.FromMinutes(5),
            kestrel: true
        );

    private static HubConnection Client(GateHost host, Browser browser) =>
        new HubConnectionBuilder()
            .WithUrl(
                new Uri(host.Addresses[0], "/live/acme"),
                // The browser's own cookies, new ones included.
                connection => connection.Cookies = browser.Cookies
            )
            .WithAutomaticReconnect()
            .Build();

    private static TaskCompletionSource<T> Next<T>() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}
