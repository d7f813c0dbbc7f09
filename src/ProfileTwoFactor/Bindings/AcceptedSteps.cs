using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Codes.Internal;

namespace ProfileTwoFactor.Bindings;

/// <summary>
/// The steps this process saw accepted. The store is the truth; this catches a store that went back in time, by a backup that was
/// restored or a replica that took over without the last writes, and would have a code used a second time. Kept by tenant too: a
/// database that began as a copy of another tenant's holds the same bindings.
/// </summary>
internal sealed class AcceptedSteps(TimeProvider time, IOptions<ProfileTwoFactorOptions> options)
{
    private const int SweepFrom = 1024;

    private readonly ConcurrentDictionary<(string Tenant, string BindingId), long> _steps = new();

    // Older ones are refused by the clock.
    private readonly int _kept = (2 * options.Value.ToleratedSteps) + 2;
    private int _sweepAfter = SweepFrom;
    private int _added;

    public int Count => _steps.Count;

    /// <summary>The last step accepted for a binding, as the store or this process knows it.</summary>
    public long Last(string tenant, string bindingId, long stored) =>
        _steps.TryGetValue((tenant, bindingId), out var step) ? Math.Max(step, stored) : stored;

    /// <summary>Called once the acceptance is committed.</summary>
    public void Add(string tenant, string bindingId, long accepted)
    {
        _steps.AddOrUpdate(
            (tenant, bindingId),
            static (_, accepted) => accepted,
            static (_, known, accepted) => Math.Max(known, accepted),
            accepted
        );
        // Counted beside the dictionary, whose own count takes all of its locks.
        if (Interlocked.Increment(ref _added) >= Volatile.Read(ref _sweepAfter))
        {
            Sweep(TotpAlgorithm.StepAt(time.GetUtcNow()) - _kept);
        }
    }

    // Grows with the codes accepted within a few steps, and with nothing that a caller can invent.
    private void Sweep(long olderThan)
    {
        foreach (var entry in _steps)
        {
            if (entry.Value < olderThan)
            {
                _steps.TryRemove(entry);
            }
        }

        Volatile.Write(ref _sweepAfter, Math.Max(SweepFrom, _steps.Count));
        Volatile.Write(ref _added, 0);
    }
}
