using System.Runtime.CompilerServices;
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
    private TimeSpan Timeout => options.Value.DependencyTimeout;

    /// <param name="dependency">Its name in logs and metrics.</param>
    /// <param name="state">What the call needs.</param>
    /// <param name="call">The call.</param>
    /// <param name="tenant">Whose store it is; empty for what all tenants share.</param>
    public async Task<T> CallAsync<T, TState>(
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
                static bounded => OnceAsync(bounded.Timeout, bounded.state, bounded.call),
                (Timeout, state, call)
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
        );

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
        // True while a row is awaited: a stream that hangs there can't be disposed, only canceled.
        var awaiting = true;
        try
        {
            while (await MoveAsync(dependency, rows, source))
            {
                awaiting = false;
                yield return rows.Current;
                awaiting = true;
            }

            awaiting = false;
        }
        finally
        {
            if (!awaiting)
            {
                await rows.DisposeAsync();
                source.Dispose();
            }
        }
    }

    /// <summary>Waits for a call of the host's that is already under way.</summary>
    public async ValueTask<T> WaitAsync<T>(string dependency, Task<T> call)
    {
        try
        {
            return await call.WaitAsync(Timeout, CancellationToken.None);
        }
        catch (Exception exception)
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

    private static async Task<T> OnceAsync<T, TState>(
        TimeSpan timeout,
        TState state,
        Func<TState, CancellationToken, Task<T>> call
    )
    {
        // Disposed only when the call ended: a call that hangs must still be canceled, and a disposed source cancels nothing.
        var source = new CancellationTokenSource(timeout);
        var answer = await call(state, source.Token).WaitAsync(timeout, CancellationToken.None);
        source.Dispose();
        return answer;
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

    private async Task<bool> MoveAsync<T>(
        string dependency,
        IAsyncEnumerator<T> rows,
        CancellationTokenSource source
    )
    {
        try
        {
            return await rows.MoveNextAsync().AsTask().WaitAsync(Timeout, CancellationToken.None);
        }
        catch (Exception exception)
        {
            source.CancelAfter(TimeSpan.Zero);
            throw Failed(dependency, exception);
        }
    }
}
