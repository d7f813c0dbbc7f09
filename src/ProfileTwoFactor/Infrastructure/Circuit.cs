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
/// </remarks>
internal sealed class Circuit
{
    /// <summary>As many as no hiccup makes, and no success among them.</summary>
    public const int FailuresToOpen = 5;

    /// <summary>Short, since a dependency that is back should be used immediately.</summary>
    public static readonly TimeSpan OpenTime = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan BusySampling = TimeSpan.FromSeconds(1);

    private readonly ResiliencePipeline _pipeline;
    private readonly Action _opened;
    private readonly Action _closed;

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
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = new SteadyTime(time) }
            .AddCircuitBreaker(Breaker(quietSampling, bit: 1))
            .AddCircuitBreaker(Breaker(BusySampling, bit: 2))
            .Build();
    }

    /// <exception cref="BrokenCircuitException">It is open; the call was not made.</exception>
    public async Task<T> RunAsync<T, TState>(Func<TState, Task<T>> call, TState state) =>
        await _pipeline.ExecuteAsync(
            static async (work, _) => await work.call(work.state),
            (call, state)
        );

    private CircuitBreakerStrategyOptions Breaker(TimeSpan sampling, int bit) =>
        new()
        {
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
}
