using System.Security.Cryptography;
using System.Text.Json;
using Polly;
using Polly.CircuitBreaker;

namespace ProfileTwoFactor.Infrastructure;

/// <summary>
/// Keeps requests from waiting, one after the other, for a dependency that does not answer. Open, it refuses at once; after a short
/// time one call is let through to see. It never opens access: a refused call ends as a 503 like the failed ones before it.
/// </summary>
/// <remarks>
/// Polly opens a breaker by what a sampling time saw. One second is right for a busy site, where calls that succeeded before the outage
/// must soon be forgotten. A quiet site has one call at a time, and each of them waits for its deadline: a second breaker remembers for
/// as long as five of those take.
/// <para>
/// While nothing has failed for as long as either breaker remembers, calls are made past both, which cost more than what they guard
/// against. A breaker counts successes only against failures, so it is told of the last one when the next failure comes, by the time at
/// which it happened.
/// </para>
/// </remarks>
internal sealed class Circuit
{
    /// <summary>As many as no hiccup makes, and no success among them.</summary>
    public const int FailuresToOpen = 5;

    /// <summary>Short, since a dependency that is back should be used immediately.</summary>
    public static readonly TimeSpan OpenTime = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan BusySampling = TimeSpan.FromSeconds(1);

    private readonly Breaker _quiet;
    private readonly Breaker _busy;
    private readonly BackdatedTime _time;
    private readonly Action _opened;
    private readonly Action _closed;

    // Ticks since the circuit was made; 0: never.
    private long _lastSuccess;
    private long _lastFailure;

    // A bit for each breaker that is open. Both may open by the same call, and one may close while the other still refuses.
    private int _open;

    /// <param name="time">The clock that opening is measured with.</param>
    /// <param name="callTimeout">How long a call takes at most.</param>
    /// <param name="opened">Called when calls begin to be refused, not when a look fails.</param>
    /// <param name="closed">Called when a look found the dependency well.</param>
    public Circuit(TimeProvider time, TimeSpan callTimeout, Action opened, Action closed)
    {
        (_opened, _closed) = (opened, closed);
        // One more than opens it: the first failure still counts when the fifth call has waited for its deadline.
        var quietSampling = BusySampling + callTimeout * (FailuresToOpen + 1);
        _time = new BackdatedTime(time);
        _quiet = new Breaker(Options(quietSampling, bit: 1), _time);
        _busy = new Breaker(Options(BusySampling, bit: 2), _time);
    }

    private bool IsCalm =>
        Volatile.Read(ref _open) == 0
        && Volatile.Read(ref _lastFailure) is var failed
        && (failed == 0 || _time.Elapsed - failed > _quiet.Sampling.Ticks);

    /// <exception cref="BrokenCircuitException">It is open; the call was not made.</exception>
    public ValueTask<T> RunAsync<T, TState>(Func<TState, ValueTask<T>> call, TState state) =>
        IsCalm ? RunPastAsync(call, state) : RunThroughAsync(call, state);

    private async ValueTask<T> RunPastAsync<T, TState>(
        Func<TState, ValueTask<T>> call,
        TState state
    )
    {
        try
        {
            var answer = await call(state);
            Volatile.Write(ref _lastSuccess, _time.Elapsed);
            if (!IsCalm)
            {
                await CountAsync(Interlocked.Exchange(ref _lastSuccess, 0), failure: null);
            }

            return answer;
        }
        catch (Exception exception) when (IsFailure(exception))
        {
            Volatile.Write(ref _lastFailure, _time.Elapsed);
            await CountAsync(Interlocked.Exchange(ref _lastSuccess, 0), exception);
            throw;
        }
        catch (Exception exception) when (IsAnAnswer(exception))
        {
            Volatile.Write(ref _lastSuccess, _time.Elapsed);
            throw;
        }
    }

    private async ValueTask<T> RunThroughAsync<T, TState>(
        Func<TState, ValueTask<T>> call,
        TState state
    )
    {
        try
        {
            return await _quiet.Pipeline.ExecuteAsync(
                static (work, token) =>
                    work.busy.Pipeline.ExecuteAsync(
                        static (inner, _) => inner.call(inner.state),
                        (work.call, work.state),
                        token
                    ),
                (busy: _busy, call, state)
            );
        }
        catch (Exception exception) when (IsFailure(exception))
        {
            Volatile.Write(ref _lastFailure, _time.Elapsed);
            throw;
        }
    }

    /// <summary>Tells the breakers of what happened past them. The inner one first, as it is when a call goes through both.</summary>
    private async ValueTask CountAsync(long success, Exception? failure)
    {
        await _busy.CountAsync(success, failure);
        await _quiet.CountAsync(success, failure);
    }

    private CircuitBreakerStrategyOptions Options(TimeSpan sampling, int bit) =>
        new()
        {
            StateProvider = new CircuitBreakerStateProvider(),
            FailureRatio = 1,
            MinimumThroughput = FailuresToOpen,
            SamplingDuration = sampling,
            BreakDuration = OpenTime,
            ShouldHandle = static outcome =>
                ValueTask.FromResult(IsFailure(outcome.Outcome.Exception)),
            OnOpened = _ =>
            {
                if (Interlocked.Or(ref _open, bit) == 0)
                {
                    _opened();
                }

                return ValueTask.CompletedTask;
            },
            OnClosed = _ =>
            {
                if (Interlocked.And(ref _open, ~bit) == bit)
                {
                    _closed();
                }

                return ValueTask.CompletedTask;
            },
        };

    /// <summary>A call that ran into its deadline was canceled by us, so a cancellation counts, unlike Polly's own rule.</summary>
    private static bool IsFailure(Exception? exception) =>
        exception is not null and not BrokenCircuitException && !IsAnAnswer(exception);

    /// <summary>One damaged record must not lock all others out: the dependency did answer.</summary>
    private static bool IsAnAnswer(Exception exception) =>
        exception
            is InvalidDataException
                or ArgumentException
                or FormatException
                or JsonException
                or CryptographicException
        || RedisWrongTypeError.Is(exception);

    private sealed class Breaker(CircuitBreakerStrategyOptions options, BackdatedTime time)
    {
        public TimeSpan Sampling { get; } = options.SamplingDuration;

        public ResiliencePipeline Pipeline { get; } =
            new ResiliencePipelineBuilder { TimeProvider = time }
                .AddCircuitBreaker(options)
                .Build();

        public async ValueTask CountAsync(long success, Exception? failure)
        {
            // An open breaker counts nothing, and would take this for the call that it lets through to see.
            if (options.StateProvider!.CircuitState != CircuitState.Closed)
            {
                return;
            }

            if (success != 0 && time.Elapsed - success < Sampling.Ticks)
            {
                time.Enter(success);
                try
                {
                    // Completes at once, so that the thread's time is its own.
                    await CountAsync(Outcome.FromResult(true));
                }
                finally
                {
                    time.Leave();
                }
            }

            if (failure is not null)
            {
                await CountAsync(Outcome.FromException<bool>(failure));
            }
        }

        private async ValueTask CountAsync(Outcome<bool> outcome)
        {
            var context = ResilienceContextPool.Shared.Get();
            await Pipeline.ExecuteOutcomeAsync(
                static (_, counted) => ValueTask.FromResult(counted),
                context,
                outcome
            );
            ResilienceContextPool.Shared.Return(context);
        }
    }
}
