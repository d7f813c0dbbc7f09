using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.ObjectPool;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Infrastructure;

/// <summary>Calls a dependency with our own deadline and turns whatever goes wrong into one exception.</summary>
/// <remarks>
/// The wait ends at the deadline even when the dependency ignores its token; some cache clients do. The caller's own
/// cancellation is left out on purpose: an outcome is committed even when the caller hangs up. Deadlines measure real time, whatever
/// <see cref="TimeProvider"/> the host has: a dependency that hangs while a test's clock stands still must end as well.
/// </remarks>
internal sealed class Deadline(
    IOptions<ProfileTwoFactorOptions> options,
    TwoFactorMetrics metrics,
    CircuitRegistry circuits
)
{
    /// <summary>How long a canceled call may take to end. The request goes on afterwards, with services that the call may use.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromMilliseconds(250);

    // A call that was answered in time gives its source back: with its timer it is most of what a call would leave to the collector.
    private readonly ObjectPool<CancellationTokenSource> _sources =
        new DefaultObjectPool<CancellationTokenSource>(new SourcePolicy(), maximumRetained: 64);

    private TimeSpan Timeout => options.Value.DependencyTimeout;

    /// <param name="dependency">Its name in logs and metrics.</param>
    /// <param name="state">What the call needs.</param>
    /// <param name="call">The call.</param>
    /// <param name="tenant">Whose store it is; empty for what all tenants share.</param>
    public async ValueTask<T> CallAsync<T, TState>(
        string dependency,
        TState state,
        Func<TState, CancellationToken, Task<T>> call,
        string tenant = ""
    )
    {
        try
        {
            return await circuits.RunAsync(
                dependency,
                tenant,
                static bounded => bounded.self.OnceAsync(bounded.state, bounded.call),
                (self: this, state, call)
            );
        }
        catch (Exception exception) when (exception is not DependencyUnavailableException)
        {
            throw Failed(dependency, exception);
        }
    }

    public Task CallAsync<TState>(
        string dependency,
        TState state,
        Func<TState, CancellationToken, Task> call,
        string tenant = ""
    ) =>
        CallAsync(
                dependency,
                (state, call),
                static async (s, token) =>
                {
                    await s.call(s.state, token);
                    return true;
                },
                tenant
            )
            .AsTask();

    /// <summary>Waits for each row under the deadline; the stream as a whole may take its time.</summary>
    public async IAsyncEnumerable<T> EachAsync<T, TState>(
        string dependency,
        TState state,
        Func<TState, CancellationToken, IAsyncEnumerable<T>> open,
        [EnumeratorCancellation] CancellationToken aborted
    )
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        var rows = Open(
            dependency,
            () => open(state, source.Token).GetAsyncEnumerator(source.Token)
        );
        Task<bool>? next = null;
        try
        {
            while (await MoveAsync(dependency, next = Next(dependency, rows), source))
            {
                yield return rows.Current;
            }
        }
        finally
        {
            // A stream that hangs at a row can't be disposed, only canceled.
            if (next is null or { IsCompleted: true })
            {
                await rows.DisposeAsync();
                source.Dispose();
            }
        }
    }

    /// <summary>Asks a directory of the host, which may use what the request still needs, as its context. So an answer that takes too long is canceled, and its end is waited for.</summary>
    /// <param name="dependency">Its name in logs and metrics.</param>
    /// <param name="state">What the call needs.</param>
    /// <param name="ask">The call.</param>
    /// <param name="aborted">Cancels it as well: no one needs the answer.</param>
    /// <exception cref="DependencyUnavailableException">It failed, or answered too late.</exception>
    public ValueTask<T> AskAsync<T, TState>(
        string dependency,
        TState state,
        Func<TState, CancellationToken, ValueTask<T>> ask,
        CancellationToken aborted
    )
    {
        var source = _sources.Get();
        ValueTask<T> answer;
        try
        {
            answer = ask(state, source.Token);
            if (answer.IsCompletedSuccessfully)
            {
                var given = answer.Result;
                _sources.Return(source);
                return new(given);
            }
        }
        catch (Exception exception) when (exception is not DependencyUnavailableException)
        {
            throw Failed(dependency, exception);
        }

        return WaitAsync(dependency, answer.AsTask(), source, aborted);
    }

    private async ValueTask<T> WaitAsync<T>(
        string dependency,
        Task<T> answer,
        CancellationTokenSource source,
        CancellationToken aborted
    )
    {
        var begun = Stopwatch.GetTimestamp();
        try
        {
            T given;
            await using (
                aborted.UnsafeRegister(
                    static state => ((CancellationTokenSource)state!).Cancel(),
                    source
                )
            )
            {
                source.CancelAfter(Timeout);
                given = await answer.WaitAsync(Timeout + Grace, CancellationToken.None);
            }

            // Disposed only when the call ended, since a call that hangs must still be canceled, and when no caller who hangs up can cancel it.
            source.Dispose();
            return Stopwatch.GetElapsedTime(begun) <= Timeout
                ? given
                : throw new TimeoutException();
        }
        catch (Exception exception) when (exception is not DependencyUnavailableException)
        {
            throw Failed(dependency, exception);
        }
    }

    public DependencyUnavailableException Failed(string dependency, Exception exception)
    {
        metrics.DependencyFailed(dependency);
        var reason = exception is TimeoutException or OperationCanceledException
            ? $"no answer within {Timeout.TotalMilliseconds:0} ms"
            : exception.GetType().Name;
        return new DependencyUnavailableException(dependency, reason, exception);
    }

    public DependencyUnavailableException InvalidAnswer(string dependency, string what)
    {
        metrics.DependencyFailed(dependency);
        return new DependencyUnavailableException(dependency, what);
    }

    private async ValueTask<T> OnceAsync<T, TState>(
        TState state,
        Func<TState, CancellationToken, Task<T>> call
    )
    {
        var timeout = Timeout;
        var source = _sources.Get();
        source.CancelAfter(timeout);
        var calling = call(state, source.Token);
        var answer = calling.IsCompletedSuccessfully
            ? calling.Result
            : await calling.WaitAsync(timeout, CancellationToken.None);
        // Only when the call ended well: one that hangs must still be canceled by its own source.
        _sources.Return(source);
        return answer;
    }

    private sealed class SourcePolicy : PooledObjectPolicy<CancellationTokenSource>
    {
        public override CancellationTokenSource Create() => new();

        // False once it was canceled, or is about to be.
        public override bool Return(CancellationTokenSource obj) => obj.TryReset();
    }

    private IAsyncEnumerator<T> Open<T>(string dependency, Func<IAsyncEnumerator<T>> open)
    {
        try
        {
            return open();
        }
        catch (Exception exception)
        {
            throw Failed(dependency, exception);
        }
    }

    private Task<bool> Next<T>(string dependency, IAsyncEnumerator<T> rows)
    {
        try
        {
            return rows.MoveNextAsync().AsTask();
        }
        catch (Exception exception)
        {
            throw Failed(dependency, exception);
        }
    }

    private async Task<bool> MoveAsync(
        string dependency,
        Task<bool> next,
        CancellationTokenSource source
    )
    {
        try
        {
            return await next.WaitAsync(Timeout, CancellationToken.None);
        }
        catch (Exception exception)
        {
            source.CancelAfter(TimeSpan.Zero);
            await Task.WhenAny(next, Task.Delay(Grace));
            throw Failed(dependency, exception);
        }
    }
}
