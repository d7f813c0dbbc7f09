using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Gate.Decision;
using ProfileTwoFactor.Gate.Hubs;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.IntegrationTests.OpenAnswers.Support;

namespace ProfileTwoFactor.IntegrationTests.LiveConnections;

/// <summary>Rounds of the watcher that are asked for at the same time.</summary>
public sealed class LiveConnectionRoundTests
{
    [Fact]
    public async Task Round_DuringAnother_IsOverOnlyWhenTheOtherHasEndedWhatHadToEnd()
    {
        await using var host = await TickerHosts.StartAsync(new Ticker());
        var watcher = host.App.Services.GetRequiredService<LiveConnectionWatcher>();
        var connection = new HeldConnection(host.App.Services);
        var first = watcher.RunAsync([connection], CancellationToken.None);
        await connection.Asked;

        var second = watcher.RunAsync([], CancellationToken.None);
        Assert.False(second.IsCompleted, "The second round was over while the first one ran.");
        connection.Answer();
        await second;

        Assert.True(connection.IsEnded, "The second round was over before the connection ended.");
        await first;
    }

    /// <summary>A connection whose proof is over, which is not known before the test says so.</summary>
    private sealed class HeldConnection(IServiceProvider root) : LiveConnection
    {
        private readonly TaskCompletionSource _asked = NewSource();
        private readonly TaskCompletionSource _answer = NewSource();

        public Task Asked => _asked.Task;

        public bool IsEnded { get; private set; }

        public override Endpoint? Endpoint => null;

        public override ConnectionSnapshot Snapshot { get; } =
            ConnectionSnapshot.Create(
                new RequestParts(new DefaultHttpContext(), complete: true),
                root,
                tenant: "",
                admittedTo: null
            );

        public void Answer() => _answer.SetResult();

        public override async ValueTask<GateDecision> AskAsync(IServiceProvider services)
        {
            _asked.SetResult();
            await _answer.Task;
            return new(GateStatus.VerificationRequired, Endpoint);
        }

        public override Task EndAsync(GateDecision decision)
        {
            IsEnded = true;
            return Task.CompletedTask;
        }

        private static TaskCompletionSource NewSource() =>
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
