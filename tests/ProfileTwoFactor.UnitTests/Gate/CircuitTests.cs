using Polly.CircuitBreaker;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.UnitTests.Clocks;

namespace ProfileTwoFactor.UnitTests.Gate;

public sealed class CircuitTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    private readonly TwoClocks _clock = new();
    private readonly Circuit _circuit;
    private int _opened;
    private int _closed;

    public CircuitTests() =>
        _circuit = new Circuit(_clock, Timeout, () => _opened++, () => _closed++);

    [Fact]
    public async Task Circuit_BelowTheLimit_LetsEveryCallThrough()
    {
        for (var failure = 1; failure < Circuit.FailuresToOpen; failure++)
        {
            await FailAsync();
        }

        Assert.True(await IsAllowedAsync());
        Assert.Equal(0, _opened);
    }

    [Fact]
    public async Task Circuit_OfADependencyThatAnswersNowAndThen_StaysClosed()
    {
        for (var round = 0; round < 10; round++)
        {
            Assert.True(await IsAllowedAsync());
            for (var failure = 1; failure < Circuit.FailuresToOpen; failure++)
            {
                await FailAsync();
            }
        }

        Assert.True(await IsAllowedAsync());
        Assert.Equal(0, _opened);
    }

    [Fact]
    public async Task Circuit_OfADependencyThatFailsAgainAndAgain_LeavesItAloneForAMoment()
    {
        await OpenAsync();

        Assert.False(await IsAllowedAsync());
        _clock.Pass(Circuit.OpenTime - TimeSpan.FromTicks(1));
        Assert.False(await IsAllowedAsync());
    }

    /// <summary>A quiet site: each call waits for its deadline before the next one comes.</summary>
    [Fact]
    public async Task Circuit_OfCallsThatRunIntoTheirDeadlineOneAfterTheOther_Opens()
    {
        for (var failure = 0; failure < Circuit.FailuresToOpen; failure++)
        {
            await FailAsync(new OperationCanceledException(), Timeout);
        }

        Assert.False(await IsAllowedAsync());
        Assert.Equal(1, _opened);
    }

    /// <summary>A busy site: thousands of calls succeeded just before the outage.</summary>
    [Fact]
    public async Task Circuit_ThatSucceededBeforeAnOutage_ForgetsItAfterASecond()
    {
        for (var call = 0; call < 1000; call++)
        {
            Assert.True(await IsAllowedAsync());
        }

        _clock.Pass(TimeSpan.FromSeconds(1.2));
        for (var failure = 0; failure < Circuit.FailuresToOpen; failure++)
        {
            await FailAsync();
        }

        Assert.False(await IsAllowedAsync());
    }

    [Fact]
    public async Task Circuit_AfterTheMoment_LetsOneCallThroughToSee()
    {
        await OpenAsync();
        _clock.Pass(Circuit.OpenTime);

        Assert.Equal(1, await WaitingCallsAsync());
    }

    [Fact]
    public async Task Circuit_WhoseProbeSucceeds_ClosesAndSaysSo()
    {
        await OpenAsync();
        _clock.Pass(Circuit.OpenTime);

        Assert.True(await IsAllowedAsync());

        Assert.Equal((1, 1), (_opened, _closed));
        for (var call = 0; call < 10; call++)
        {
            Assert.True(await IsAllowedAsync());
        }
    }

    [Fact]
    public async Task Circuit_WhoseProbeFails_StaysOpenForAnotherMoment_AndSaysNothingNew()
    {
        await OpenAsync();
        _clock.Pass(Circuit.OpenTime);
        await FailAsync();

        Assert.False(await IsAllowedAsync());
        _clock.Pass(Circuit.OpenTime);
        Assert.Equal((1, 0), (_opened, _closed));
        Assert.Equal(1, await WaitingCallsAsync());
    }

    [Fact]
    public async Task Circuit_WhoseClockIsSetBack_IsNotKeptOpen()
    {
        await OpenAsync();

        _clock.Set(-TimeSpan.FromHours(1));
        _clock.Pass(Circuit.OpenTime);

        Assert.True(await IsAllowedAsync());
    }

    [Fact]
    public async Task Circuit_WithADamagedRecordAskedForAgainAndAgain_ShutsNoOtherCallerOut()
    {
        for (var i = 0; i < 100; i++)
        {
            await FailAsync(new InvalidDataException());
            Assert.True(await IsAllowedAsync());
        }
    }

    [Fact]
    public async Task Circuit_WithAKeyOfAnotherTypeAskedForAgainAndAgain_ShutsNoOtherCallerOut()
    {
        var answer = new InvalidOperationException(
            "WRONGTYPE Operation against a key holding the wrong kind of value"
        );

        for (var i = 0; i < 100; i++)
        {
            await FailAsync(answer);
            await FailAsync(new AggregateException(answer));
            Assert.True(await IsAllowedAsync());
        }
    }

    /// <summary>Calls that were under way when it opened fail later, and open the breaker that forgets sooner by themselves.</summary>
    [Fact]
    public async Task Circuit_WhoseCallsFailInTwoLots_IsLoggedAsClosedOnlyWhenACallSucceeded()
    {
        var late = new TaskCompletionSource<bool>();
        var calls = Enumerable
            .Range(0, Circuit.FailuresToOpen)
            .Select(_ =>
                _circuit
                    .RunAsync(static waiting => new ValueTask<bool>(waiting.Task), late)
                    .AsTask()
            )
            .ToArray();
        for (var failure = 0; failure < Circuit.FailuresToOpen; failure++)
        {
            await FailAsync(after: Timeout / 2);
        }

        _clock.Pass(Circuit.OpenTime / 2);
        late.SetException(new TimeoutException());
        foreach (var call in calls)
        {
            await Assert.ThrowsAsync<TimeoutException>(() => call);
        }

        _clock.Pass(Circuit.OpenTime / 2);
        await IsAllowedAsync();
        Assert.Equal((1, 0), (_opened, _closed));
        _clock.Pass(Circuit.OpenTime);
        Assert.True(await IsAllowedAsync());
        Assert.Equal((1, 1), (_opened, _closed));
    }

    [Fact]
    public async Task Circuit_OfManyWaitingCallsThatFailTogether_OpensOnce()
    {
        var hung = new TaskCompletionSource<bool>();
        var calls = Enumerable
            .Range(0, 500)
            .Select(_ =>
                _circuit
                    .RunAsync(static waiting => new ValueTask<bool>(waiting.Task), hung)
                    .AsTask()
            )
            .ToArray();
        hung.SetException(new TimeoutException());
        foreach (var call in calls)
        {
            await Assert.ThrowsAsync<TimeoutException>(() => call);
        }

        Assert.Equal(1, _opened);
        _clock.Pass(Circuit.OpenTime);
        Assert.True(await IsAllowedAsync());
        Assert.Equal(1, _closed);
    }

    /// <summary>Calls that are made past the breakers count as well, by the time at which they were answered.</summary>
    [Theory]
    [InlineData(0.9, true)]
    [InlineData(1.1, false)]
    public async Task Circuit_ThatSucceededALittleBefore_CountsItForASecondFromThen(
        double seconds,
        bool allowed
    )
    {
        Assert.True(await IsAllowedAsync());
        _clock.Pass(TimeSpan.FromSeconds(seconds));
        for (var failure = 1; failure < Circuit.FailuresToOpen; failure++)
        {
            await FailAsync();
        }

        _clock.Pass(TimeSpan.FromSeconds(0.05));
        await FailAsync();

        Assert.Equal(allowed, await IsAllowedAsync());
    }

    [Fact]
    public async Task Circuit_WhoseCallSucceedsWhileOthersFail_StaysClosed()
    {
        var slow = new TaskCompletionSource<bool>();
        var succeeding = _circuit.RunAsync(
            static waiting => new ValueTask<bool>(waiting.Task),
            slow
        );
        for (var failure = 1; failure < Circuit.FailuresToOpen; failure++)
        {
            await FailAsync();
        }

        slow.SetResult(true);
        Assert.True(await succeeding);
        await FailAsync();

        Assert.True(await IsAllowedAsync());
        Assert.Equal(0, _opened);
    }

    /// <summary>Calm again, and made past the breakers again: the next outage is seen as the first one was.</summary>
    [Fact]
    public async Task Circuit_LongAfterAnOutage_OpensInTheNextOne()
    {
        await OpenAsync();
        _clock.Pass(Circuit.OpenTime);
        Assert.True(await IsAllowedAsync());
        _clock.Pass(TimeSpan.FromMinutes(1));
        Assert.True(await IsAllowedAsync());
        _clock.Pass(TimeSpan.FromMinutes(1));

        for (var failure = 0; failure < Circuit.FailuresToOpen; failure++)
        {
            await FailAsync();
        }

        Assert.False(await IsAllowedAsync());
        Assert.Equal(2, _opened);
    }

    private async Task OpenAsync()
    {
        for (var failure = 0; failure < Circuit.FailuresToOpen; failure++)
        {
            Assert.Equal(0, _opened);
            await FailAsync();
        }

        Assert.Equal(1, _opened);
    }

    /// <summary>A call that is let through, and fails after a while.</summary>
    private async Task FailAsync(Exception? failure = null, TimeSpan after = default)
    {
        failure ??= new TimeoutException();
        var seen = await Record.ExceptionAsync(() =>
            _circuit
                .RunAsync<bool, Exception>(
                    failure =>
                    {
                        _clock.Pass(after);
                        return ValueTask.FromException<bool>(failure);
                    },
                    failure
                )
                .AsTask()
        );
        Assert.Same(failure, seen);
    }

    private async Task<bool> IsAllowedAsync()
    {
        try
        {
            return await _circuit.RunAsync(ValueTask.FromResult, true);
        }
        catch (BrokenCircuitException)
        {
            return false;
        }
    }

    /// <summary>How many of 64 calls at once are let through while none of them has ended.</summary>
    private async Task<int> WaitingCallsAsync()
    {
        var hung = new TaskCompletionSource<bool>();
        var begun = 0;
        var calls = Enumerable
            .Range(0, 64)
            .Select(_ =>
                Task.Run(() =>
                    _circuit
                        .RunAsync(
                            async ValueTask<bool> (waiting) =>
                            {
                                Interlocked.Increment(ref begun);
                                return await waiting.Task;
                            },
                            hung
                        )
                        .AsTask()
                )
            )
            .ToArray();
        // All but one are refused at once.
        await AllButOneAsync(calls);
        hung.SetResult(true);
        await Task.WhenAll(calls.Select(async call => await Record.ExceptionAsync(() => call)));
        return begun;
    }

    private static async Task AllButOneAsync(Task[] calls)
    {
        var left = calls.ToList();
        while (left.Count > 1)
        {
            left.Remove(await Task.WhenAny(left));
        }
    }
}
