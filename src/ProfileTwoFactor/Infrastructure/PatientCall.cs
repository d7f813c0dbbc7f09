namespace ProfileTwoFactor.Infrastructure;

/// <summary>A call that is waited for no longer than it may take, whatever it makes of its token.</summary>
internal static class PatientCall
{
    /// <param name="call">What is called. Its token is canceled when its time is over, at a stop, and when the wait has ended.</param>
    /// <param name="longest">How long it may take.</param>
    /// <param name="stopping">Ends the wait at once.</param>
    /// <param name="grace">How much longer it is waited for after its token was canceled. None by default.</param>
    /// <param name="time">The system's by default.</param>
    /// <exception cref="TimeoutException">It took longer, and made nothing of its token.</exception>
    /// <exception cref="OperationCanceledException">It took longer, or the host stops.</exception>
    public static async Task<T> RunAsync<T>(
        Func<CancellationToken, Task<T>> call,
        TimeSpan longest,
        CancellationToken stopping,
        TimeSpan grace = default,
        TimeProvider? time = null
    )
    {
        using var late = new CancellationTokenSource(longest, time ?? TimeProvider.System);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stopping);
        try
        {
            return await call(patience.Token)
                .WaitAsync(longest + grace, time ?? TimeProvider.System, stopping);
        }
        finally
        {
            // The wait may end before the token is canceled, and a source that is disposed of never cancels: the call would go on unheard.
            await patience.CancelAsync();
        }
    }

    /// <inheritdoc cref="RunAsync{T}"/>
    public static Task RunAsync(
        Func<CancellationToken, Task> call,
        TimeSpan longest,
        CancellationToken stopping,
        TimeSpan grace = default,
        TimeProvider? time = null
    ) =>
        RunAsync<bool>(
            async token =>
            {
                await call(token);
                return true;
            },
            longest,
            stopping,
            grace,
            time
        );
}
