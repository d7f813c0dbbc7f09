using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Gate.Hubs;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Gate.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Gate;

/// <summary>SignalR: connecting, and each invocation on a connection that lives on.</summary>
public sealed class HubGateTests
{
    // Shorter than the interval at which the host looks by itself, which would close the connection first.
    private static readonly TimeSpan Lapse = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData(null, "401")]
    [InlineData("zoe", "403")]
    [InlineData("mei", "401")]
    public async Task Hub_ConnectedToWithoutProof_RefusesTheWebSocket(string? user, string status)
    {
        await using var host = await StartAsync();
        await host.EnableAsync();
        var browser = await host.BrowserAsync(user);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            HubSession.ConnectAsync(host, browser, "/hub/acme")
        );

        Assert.Contains(status, refused.Message);
    }

    [Fact]
    public async Task Hub_NegotiatedWithoutProof_AnswersTheContractsRefusal()
    {
        await using var host = await StartAsync();
        await host.EnableAsync();
        var mei = await host.BrowserAsync("mei");

        var answer = await mei.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, "/hub/acme/negotiate?negotiateVersion=1")
        );

        Assert.Equal((401, "binding-required"), (answer.StatusCode, answer.Code));
    }

    [Fact]
    public async Task Hub_OfAVerifiedMember_ConnectsAndAnswers()
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();
        await using var hub = await HubSession.ConnectAsync(host, owner, "/hub/acme");

        Assert.Equal((Secret.Text, null), await hub.InvokeAsync("Show"));
    }

    [Fact]
    public async Task Hub_WhoseWindowLapsed_RefusesTheNextInvocation()
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();
        await using var hub = await HubSession.ConnectAsync(host, owner, "/hub/acme");
        // The handshake is answered before the hub has let the connection in.
        Assert.Equal((Secret.Text, null), await hub.InvokeAsync("Show"));
        host.Clock.Advance(Lapse);

        var (result, error) = await hub.InvokeAsync("Show");

        Assert.Null(result);
        Assert.Contains("verification-required", error);
    }

    [Fact]
    public async Task Hub_WhoseMemberWasRemoved_RefusesTheNextInvocation()
    {
        await using var host = await StartAsync();
        await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");
        await using var hub = await HubSession.ConnectAsync(host, mark, "/hub/acme");
        Assert.Equal((Secret.Text, null), await hub.InvokeAsync("Show"));
        host.Directory.RemoveMember("acme", "mark");

        var (result, error) = await hub.InvokeAsync("Show");

        Assert.Null(result);
        Assert.Contains("not-a-member", error);
    }

    [Fact]
    public async Task Hub_OfAProfileThatSwitchesTwoFactorOn_EndsAConnectionFromBefore()
    {
        await using var host = await StartAsync();
        var mark = await host.BrowserAsync("mark");
        await using var hub = await HubSession.ConnectAsync(host, mark, "/hub/acme");
        Assert.Equal((Secret.Text, null), await hub.InvokeAsync("Show"));

        await host.EnableAsync();

        Assert.Contains("binding-required", await hub.ReceiveAsync());
        Assert.StartsWith("{\"type\":7", await hub.ReceiveAsync());
        Assert.Null(await hub.ReceiveAsync());
    }

    [Fact]
    public async Task Hub_OfAnUnboundMember_EndsAtTheDateWithoutWaitingForTheInterval()
    {
        await using var host = await StartAsync();
        await host.EnableAsync();
        var date = await host.PlanAsync(TimeSpan.FromMinutes(2));
        var mark = await host.BrowserAsync("mark");
        await using var hub = await HubSession.ConnectAsync(host, mark, "/hub/acme");
        Assert.Equal((Secret.Text, null), await hub.InvokeAsync("Show"));

        host.Clock.Advance(date - host.Clock.GetUtcNow());

        Assert.Contains("binding-required", await hub.ReceiveAsync());
        Assert.StartsWith("{\"type\":7", await hub.ReceiveAsync());
        Assert.Null(await hub.ReceiveAsync());
    }

    [Fact]
    public async Task HubMethod_WithAMaxAge_AsksForAFreshCodeAndTheOthersDoNot()
    {
        await using var host = await StartAsync();
        var (owner, _) = await host.EnableAsync();
        await using var hub = await HubSession.ConnectAsync(host, owner, "/hub/acme");
        Assert.Equal((Secret.Text, null), await hub.InvokeAsync("ShowFresh"));
        host.Clock.Advance(TimeSpan.FromSeconds(61));

        var (result, error) = await hub.InvokeAsync("ShowFresh");

        Assert.Null(result);
        Assert.NotNull(error);
        Assert.Equal((Secret.Text, null), await hub.InvokeAsync("Show"));
    }

    [Theory]
    [InlineData("zoe")]
    [InlineData("mei")]
    public async Task HubMethod_WithTheAttributeOnAnOpenHub_RefusesCallersWithoutProof(string user)
    {
        await using var host = await StartAsync();
        await host.EnableAsync();
        await using var hub = await HubSession.ConnectAsync(
            host,
            await host.BrowserAsync(user),
            "/open-hub/acme"
        );

        Assert.Equal(("hello", null), await hub.InvokeAsync("Hello"));
        var (result, error) = await hub.InvokeAsync("Show");

        Assert.Null(result);
        Assert.NotNull(error);
    }

    [Fact]
    public async Task HubMethod_InAHostWhoseHandlerSucceedsEverything_StaysGated()
    {
        await using var host = await StartAsync(services =>
            services.AddSingleton<IAuthorizationHandler, SucceedsEverything>()
        );
        await host.EnableAsync();
        await using var hub = await HubSession.ConnectAsync(
            host,
            await host.BrowserAsync("mei"),
            "/open-hub/acme"
        );

        var (result, error) = await hub.InvokeAsync("Show");

        Assert.Null(result);
        Assert.Contains("binding-required", error);
    }

    /// <summary>Mapped without MapHub, the class's attributes never become metadata of the endpoint.</summary>
    [Fact]
    public async Task Hub_MappedAsABareConnection_StaysGated()
    {
        await using var host = await GateHost.StartAsync(
            routes =>
                routes
                    .MapConnections("/bare/{sid}", connection => connection.UseHub<GatedHub>())
                    .SkipProfileTwoFactor(),
            services => services.AddSignalR()
        );
        await host.EnableAsync();
        await using var hub = await HubSession.ConnectAsync(
            host,
            await host.BrowserAsync("mei"),
            "/bare/acme"
        );

        // Refused while connecting: the server says so and closes.
        Assert.Contains("binding-required", await hub.ReceiveAsync());
        Assert.StartsWith("{\"type\":7", await hub.ReceiveAsync());
        Assert.Null(await hub.ReceiveAsync());
    }

    private static Task<GateHost> StartAsync(Action<IServiceCollection>? services = null) =>
        GateHost.StartAsync(
            routes =>
            {
                routes.MapHub<GatedHub>("/hub/{sid}");
                routes.MapHub<OpenHub>("/open-hub/{sid}");
            },
            all =>
            {
                all.AddSignalR();
                // What is tested is the answer to an invocation. A regular round would now and then close the connection first.
                all.Configure<ProfileTwoFactorOptions>(options =>
                {
                    options.ConnectionCheckInterval = TimeSpan.FromMinutes(5);
                    options.WindowLifetime = Lapse;
                });
                services?.Invoke(all);
            }
        );
}
