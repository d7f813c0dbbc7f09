using System.Collections.Concurrent;
using ProfileTwoFactor.Events;

namespace ProfileTwoFactor.IntegrationTests.Account.Support;

/// <summary>An audit sink that keeps what it hears.</summary>
public sealed class RecordingSink : ITwoFactorAuditSink
{
    private readonly ConcurrentQueue<TwoFactorEvent> _events = new();

    public IReadOnlyList<TwoFactorEvent> All => [.. _events];

    public bool Fails { get; set; }

    public Task WriteAsync(TwoFactorEvent happened, CancellationToken cancellationToken)
    {
        if (Fails)
        {
            throw new InvalidOperationException("The audit store is down.");
        }

        _events.Enqueue(happened);
        return Task.CompletedTask;
    }
}
