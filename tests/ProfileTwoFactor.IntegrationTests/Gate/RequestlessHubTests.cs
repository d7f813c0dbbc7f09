using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.IntegrationTests.Gate.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.IntegrationTests.Gate;

/// <summary>Connections that reach a hub without a request, as through a managed SignalR service, which has the negotiation pass the app and the connection not.</summary>
public sealed class RequestlessHubTests
{
    [Fact]
    public async Task Connections_to_a_gated_hub_are_refused_and_the_log_says_why_once()
    {
        var log = new RecordedLog();
        await using var host = await StartAsync(
            log,
            routes => routes.MapHub<GatedHub>("/hub/{sid}")
        );

        Assert.Contains("sign-in-required", await FirstAnswerAsync<GatedHub>(host));
        Assert.Contains("sign-in-required", await FirstAnswerAsync<GatedHub>(host));

        var warning = Assert.Single(log.Warnings, IsOurs);
        Assert.Contains(nameof(GatedHub), warning);
    }

    [Fact]
    public async Task A_gate_that_stands_on_the_endpoint_alone_is_not_passed_by()
    {
        var log = new RecordedLog();
        await using var host = await StartAsync(
            log,
            routes => routes.MapHub<PlainHub>("/hub/{sid}").RequireProfileTwoFactor()
        );

        Assert.Contains("sign-in-required", await FirstAnswerAsync<PlainHub>(host));
        Assert.Single(log.Warnings, IsOurs);
    }

    [Fact]
    public async Task A_hub_of_which_nothing_is_gated_is_open_and_unmentioned()
    {
        var log = new RecordedLog();
        await using var host = await StartAsync(log, routes => routes.MapHub<PlainHub>("/hub"));

        Assert.Contains("welcome", await FirstAnswerAsync<PlainHub>(host));
        Assert.DoesNotContain(log.Warnings, IsOurs);
    }

    private static Task<GateHost> StartAsync(RecordedLog log, Action<IEndpointRouteBuilder> map) =>
        GateHost.StartAsync(
            map,
            services =>
            {
                services.AddSignalR();
                services.AddSingleton<ILoggerProvider>(log);
            }
        );

    /// <summary>What the hub says after the handshake, over a transport that is two pipes and no request.</summary>
    private static async Task<string> FirstAnswerAsync<THub>(GateHost host)
        where THub : Hub
    {
        var (toHub, toCaller) = (new Pipe(), new Pipe());
        await using var connection = new DefaultConnectionContext(
            Guid.NewGuid().ToString(),
            new Duplex(toHub.Reader, toCaller.Writer),
            new Duplex(toCaller.Reader, toHub.Writer)
        );
        var running = host
            .App.Services.GetRequiredService<HubConnectionHandler<THub>>()
            .OnConnectedAsync(connection);
        await toHub.Writer.WriteAsync(
            Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e")
        );
        var answers = new StringBuilder();
        // The first record answers the handshake.
        while (answers.ToString().Count(character => character == '\u001e') < 2)
        {
            var read = await toCaller.Reader.ReadAsync().AsTask().WaitAsync(GateHost.Patience);
            answers.Append(Encoding.UTF8.GetString(read.Buffer.ToArray()));
            toCaller.Reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                break;
            }
        }

        await toHub.Writer.CompleteAsync();
        await toCaller.Reader.CompleteAsync();
        await running.WaitAsync(GateHost.Patience);
        return answers.ToString();
    }

    private static bool IsOurs(string line) => line.Contains("managed SignalR service");

    private sealed class PlainHub : Hub
    {
        public override Task OnConnectedAsync() => Clients.Caller.SendAsync("told", "welcome");
    }

    private sealed class Duplex(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input => input;

        public PipeWriter Output => output;
    }
}
