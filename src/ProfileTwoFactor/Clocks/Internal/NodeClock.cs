using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Internal;

/// <summary>Whether this node's clock may decide about codes: it must agree with the store's, which all nodes share.</summary>
internal sealed class NodeClock(
    Deadline deadline,
    TimeProvider time,
    IOptions<ProfileTwoFactorOptions> options,
    ILogger<NodeClock> logger,
    IStoreClock? store = null
)
{
    /// <summary>Clocks drift by seconds a day; between two readings, only a clock that is set makes a difference, and that shows by itself.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly TimeSpan _tolerated = options.Value.ToleratedClockSkew;
    private volatile ClockReading? _last;
    private volatile bool _isStoresOwn;
    private volatile bool _told;

    /// <exception cref="DependencyUnavailableException">The clocks differ, or the store's can't be read.</exception>
    public async ValueTask EnsureAgreesAsync()
    {
        if (store is null || _isStoresOwn || _tolerated == Timeout.InfiniteTimeSpan)
        {
            return;
        }

        if (
            _last is { } last
            && time.GetElapsedTime(last.TakenAt) < Fresh
            && Agrees(last.Ahead(time))
        )
        {
            _told = false;
            return;
        }

        // A reading that disagrees is taken anew before anybody is refused: the machine may have slept since.
        if (await ReadAsync(store) is not { } reading)
        {
            _isStoresOwn = true;
            return;
        }

        _last = reading;
        var ahead = reading.Ahead(time);
        if (!Agrees(ahead))
        {
            throw Refusal(ahead);
        }

        _told = false;
    }

    private bool Agrees(TimeSpan ahead) => ahead.Duration() <= _tolerated;

    private async Task<ClockReading?> ReadAsync(IStoreClock clock)
    {
        var asked = time.GetTimestamp();
        var answer = await deadline.CallAsync(
            DependencyNames.SecretStore,
            clock,
            static (clock, token) => clock.GetUtcNowAsync(token)
        );
        // Somewhere between question and answer; the middle is wrong by half of the deadline at most.
        return answer is { } storeTime
            ? new ClockReading(storeTime + (time.GetElapsedTime(asked) / 2), time.GetTimestamp())
            : null;
    }

    private DependencyUnavailableException Refusal(TimeSpan ahead)
    {
        var seconds = ahead.TotalSeconds.ToString("+0.0;-0.0", CultureInfo.InvariantCulture);
        if (!_told)
        {
            // Once until they agree again: every code that is refused meanwhile is told as such.
            _told = true;
            Log.ClockSkew(logger, seconds, _tolerated.TotalSeconds);
        }

        return deadline.Nonsense(
            DependencyNames.Clock,
            $"this node's differs from the store's by {seconds} s"
        );
    }
}
