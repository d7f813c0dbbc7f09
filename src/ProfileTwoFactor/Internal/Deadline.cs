using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Internal;

/// <summary>Calls a dependency with our own deadline and turns whatever goes wrong into one exception.</summary>
/// <remarks>
/// The wait ends at the deadline even when the dependency ignores its token; some cache clients do. The caller's own
/// cancellation is left out on purpose: an outcome is committed even when the caller hangs up.
/// </remarks>
internal sealed class Deadline(IOptions<ProfileTwoFactorOptions> options, TwoFactorMetrics metrics)
{
    private readonly TimeSpan _timeout = options.Value.DependencyTimeout;

    public async Task<T> CallAsync<T, TState>(
        string dependency,
        TState state,
        Func<TState, CancellationToken, Task<T>> call
    )
    {
        try
        {
            using var source = new CancellationTokenSource(_timeout);
            return await call(state, source.Token).WaitAsync(_timeout, CancellationToken.None);
        }
        catch (Exception exception) when (exception is not DependencyUnavailableException)
        {
            throw Failed(dependency, exception);
        }
    }

    public Task CallAsync<TState>(
        string dependency,
        TState state,
        Func<TState, CancellationToken, Task> call
    ) =>
        CallAsync(
            dependency,
            (state, call),
            static async (s, token) =>
            {
                await s.call(s.state, token);
                return true;
            }
        );

    /// <summary>Waits for a call of the host's that is already under way.</summary>
    public async ValueTask<T> WaitAsync<T>(string dependency, Task<T> call)
    {
        try
        {
            return await call.WaitAsync(_timeout, CancellationToken.None);
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
            ? $"no answer within {_timeout.TotalMilliseconds:0} ms"
            : exception.GetType().Name;
        return new DependencyUnavailableException(dependency, reason, exception);
    }

    public DependencyUnavailableException Nonsense(string dependency, string what)
    {
        metrics.DependencyFailed(dependency);
        return new DependencyUnavailableException(dependency, what);
    }
}
