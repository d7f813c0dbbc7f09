using System.Collections.Concurrent;

namespace ProfileTwoFactor.IntegrationTests.LiveConnections.Support;

/// <summary>What a test sees of the hub, and where it holds it.</summary>
public sealed class HubProbe
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _polls = new();

    public Func<Task> Connecting { get; set; } = () => Task.CompletedTask;

    public SemaphoreSlim NextItem { get; } = new(0);

    public TaskCompletionSource StreamEnded { get; } = new();

    public SemaphoreSlim Disconnected { get; } = new(0);

    /// <summary>The polls of one connection that authorization has let through.</summary>
    public SemaphoreSlim Polls(string connectionToken) =>
        _polls.GetOrAdd(connectionToken, static _ => new SemaphoreSlim(0));
}
