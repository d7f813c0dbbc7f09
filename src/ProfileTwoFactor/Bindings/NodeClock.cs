using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Bindings;

/// <summary>Whether this node's clock may decide about codes: it must agree with the store's, which all nodes share.</summary>
internal sealed class NodeClock(
    Deadline deadline,
    TimeProvider time,
    IOptions<ProfileTwoFactorOptions> options,
    ILogger<NodeClock> logger,
    IStoreClock? store = null
)
{
    // A clock that is set shows by itself between two readings. A machine that was paused as a whole does not, and no code may be old
    // by more than it may be in any case.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    // Bounded, in case callers can invent a host's tenants. What is dropped is read again.
    private const int Capacity = 4096;

    private readonly TimeSpan _tolerated = options.Value.ToleratedClockSkew;
    private readonly TwoGenerationCache<string, StoreReading> _readings = new(Capacity);

    /// <param name="tenant">Whose store's clock it is; each tenant's database may be on a separate server.</param>
    /// <exception cref="DependencyUnavailableException">The clocks differ, or the store's can't be read.</exception>
    public async ValueTask EnsureAgreesAsync(string tenant)
    {
        if (store is null || _tolerated == Timeout.InfiniteTimeSpan)
        {
            return;
        }

        var kept = _readings.GetOrAdd(tenant, static _ => new StoreReading());
        if (kept.IsStoresOwn)
        {
            return;
        }

        if (
            kept.Last is { } last
            && time.GetElapsedTime(last.TakenAt) < Fresh
            && last.Ahead(time).Duration() <= _tolerated
        )
        {
            kept.Told = false;
            return;
        }

        // A reading that disagrees is repeated before a code is refused: the machine may have slept since.
        if (await ReadAsync(store) is not { } reading)
        {
            kept.IsStoresOwn = true;
            return;
        }

        var ahead = reading.Ahead(time);
        if (ahead.Duration() - reading.Uncertainty > _tolerated)
        {
            kept.Last = null;
            throw Refusal(kept, ahead);
        }

        // A slow answer that could mean either refuses no code, and is relied on once.
        kept.Last = ahead.Duration() + reading.Uncertainty <= _tolerated ? reading : null;
        kept.Told = false;
    }

    private async Task<ClockReading?> ReadAsync(IStoreClock clock)
    {
        var asked = time.GetTimestamp();
        var answer = await deadline.CallAsync(
            // Not the store's name, and so not its circuit: a clock that fails must not shut the gate, nor one that answers open it.
            DependencyNames.Clock,
            clock,
            static (clock, token) => clock.GetUtcNowAsync(token)
        );
        // Measured somewhere between request and response.
        var half = time.GetElapsedTime(asked) / 2;
        return answer is { } storeTime
            ? new ClockReading(storeTime + half, time.GetTimestamp(), half)
            : null;
    }

    private DependencyUnavailableException Refusal(StoreReading kept, TimeSpan ahead)
    {
        var seconds = ahead.TotalSeconds.ToString("+0.0;-0.0", CultureInfo.InvariantCulture);
        if (!kept.Told)
        {
            // Once until they agree again: every code that is refused until then is reported as such.
            kept.Told = true;
            BindingLog.ClockSkew(logger, seconds, _tolerated.TotalSeconds);
        }

        return deadline.InvalidAnswer(
            DependencyNames.Clock,
            $"this node's clock differs from the store's clock by {seconds} s"
        );
    }
}
