using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace ProfileTwoFactor.Gate.Hubs;

/// <summary>Profiles that could not be checked several times in a row, within one round.</summary>
/// <remarks>
/// A dependency that hangs costs each question its whole deadline. A profile with thousands of connections would be asked about
/// for minutes, and its connections would stay open during that time; after a few unanswered questions the others count as unanswered.
/// </remarks>
internal sealed class ProfileOutages
{
    private const int Several = 8;
    private readonly ConcurrentDictionary<TwoFactorScope, StrongBox<int>> _running = new();

    public bool Includes(TwoFactorScope? scope) =>
        scope is { } known
        && _running.TryGetValue(known, out var count)
        && Volatile.Read(ref count.Value) >= Several;

    public void Report(TwoFactorScope? scope, bool answered)
    {
        if (scope is not { } known)
        {
            return;
        }

        if (!answered)
        {
            Interlocked.Increment(ref _running.GetOrAdd(known, static _ => new(0)).Value);
        }
        else if (_running.TryGetValue(known, out var count))
        {
            Volatile.Write(ref count.Value, 0);
        }
    }
}
