using System.Collections.Concurrent;
using ProfileTwoFactor.Events;

namespace ProfileTwoFactor.IntegrationTests.Account.Support;

/// <summary>A trail that is read back, and that can go wrong in every way a host's can.</summary>
public sealed class TestHistory : ITwoFactorAuditSink, ITwoFactorEventHistory
{
    private readonly ConcurrentQueue<TwoFactorHistoryEntry> _entries = new();

    /// <summary>What it answers in place of what it heard.</summary>
    public Func<
        TwoFactorScope,
        CancellationToken,
        Task<IReadOnlyList<TwoFactorHistoryEntry>>
    >? Answer { get; set; }

    public int Asked { get; private set; }

    public Task WriteAsync(TwoFactorEvent happened, CancellationToken cancellationToken)
    {
        _entries.Enqueue(TwoFactorHistoryEntry.From(happened));
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<TwoFactorHistoryEntry>> FindLatestAsync(
        TwoFactorScope scope,
        int count,
        CancellationToken cancellationToken
    )
    {
        Asked++;
        return Answer?.Invoke(scope, cancellationToken)
            ?? Task.FromResult<IReadOnlyList<TwoFactorHistoryEntry>>([
                .. _entries.Reverse().Where(entry => entry.Scope == scope).Take(count),
            ]);
    }

    public static TwoFactorHistoryEntry Entry(
        TwoFactorScope scope,
        string kind,
        DateTimeOffset time = default
    ) =>
        new()
        {
            Scope = scope,
            Kind = kind,
            Time = time,
        };
}
