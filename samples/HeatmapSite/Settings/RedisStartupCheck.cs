using StackExchange.Redis;

namespace HeatmapSite.Settings;

/// <summary>Refuses the start when Redis answers and refuses this site for good, before anything is written.</summary>
/// <remarks>
/// A Redis that is down or hangs is no reason: it comes back by itself, and until then only gated pages are unavailable. A wrong password or
/// another program at that address would look the same from outside, and never end.
/// </remarks>
internal sealed partial class RedisStartupCheck(
    RedisSettings settings,
    ILogger<RedisStartupCheck> logger
) : IHostedLifecycleService
{
    private const string OtherProtocol =
        "the server at that address doesn't speak a protocol of Redis that the client understands. Correct server and port, or 'protocol=' there.";

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var options = settings.ClientOptions();
        options.AbortOnConnectFail = false;
        var reported = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        string? refusal = null;
        options.ConnectionAttemptCompleted += (_, attempt) =>
        {
            if (Refusal(attempt) is { } reason)
            {
                Volatile.Write(ref refusal, reason);
            }

            reported.TrySetResult();
        };
        await using var connection = await ConnectionMultiplexer.ConnectAsync(options);
        if (connection.IsConnected)
        {
            return;
        }

        // Outcomes come from other threads, possibly a moment after the call; those of a server that hangs never come.
        await Task.WhenAny(
            reported.Task,
            Task.Delay(TimeSpan.FromMilliseconds(options.ConnectTimeout), cancellationToken)
        );
        if (Volatile.Read(ref refusal) is { } why)
        {
            throw new InvalidOperationException($"ConnectionStrings:Redis: {why}");
        }

        NotReached(logger);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <returns>Why it will never work; null for what may pass, such as a server that is still loading or has too many clients.</returns>
    private static string? Refusal(ConnectionAttemptCompletedEventArgs attempt)
    {
        if (attempt.Stage != ConnectionAttemptStage.Handshake)
        {
            return null;
        }

        return attempt.FailureType switch
        {
            ConnectionFailureType.AuthenticationFailure =>
                "the server refuses the user or password. Correct 'user=' and 'password=' there.",
            // Bytes that are none of Redis's protocol.
            ConnectionFailureType.InternalFailure
                when attempt.Exception is InvalidOperationException => OtherProtocol,
            ConnectionFailureType.ProtocolFailure when IsUnknownCommand(attempt.Exception) =>
                OtherProtocol,
            _ => null,
        };
    }

    private static bool IsUnknownCommand(Exception? error) =>
        error?.Message is { } message
        && (
            message.Contains("NOPROTO", StringComparison.Ordinal)
            || message.Contains("unknown command", StringComparison.OrdinalIgnoreCase)
        );

    [LoggerMessage(
        3020,
        LogLevel.Warning,
        "Redis isn't reachable. Pages protected by two-factor authentication are unavailable until it is."
    )]
    private static partial void NotReached(ILogger logger);
}
