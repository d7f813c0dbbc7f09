using System.Collections.Concurrent;

namespace ProfileTwoFactor.Internal;

/// <summary>Scopes whose policy says that the announcement was not filed. Bounded: what does not fit is found again at the next read of the policy.</summary>
internal sealed class PendingAnnouncements
{
    private const int Capacity = 1024;

    private readonly ConcurrentDictionary<TwoFactorScope, bool> _waiting = new();

    public bool Any => !_waiting.IsEmpty;

    public void Enqueue(TwoFactorScope scope)
    {
        if (_waiting.Count < Capacity)
        {
            _waiting.TryAdd(scope, true);
        }
    }

    public IReadOnlyCollection<TwoFactorScope> List() => [.. _waiting.Keys];

    public void Remove(TwoFactorScope scope) => _waiting.TryRemove(scope, out _);
}
