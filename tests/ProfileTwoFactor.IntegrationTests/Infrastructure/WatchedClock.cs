using System.Collections.Concurrent;

namespace ProfileTwoFactor.IntegrationTests.Infrastructure;

/// <summary>A clock that shows what waits for it, so that a test moves it when background work rests, and not while it's under way.</summary>
public sealed class WatchedClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly ConcurrentDictionary<Watch, DateTimeOffset> _waiting = new();

    /// <summary>How long each timer still has to wait. A timer that went off is none any more.</summary>
    public IReadOnlyList<TimeSpan> Waits => [.. _waiting.Values.Select(due => due - GetUtcNow())];

    public override ITimer CreateTimer(
        TimerCallback callback,
        object? state,
        TimeSpan dueTime,
        TimeSpan period
    )
    {
        var watch = new Watch(this, callback, state);
        watch.Begin(
            base.CreateTimer(
                static self => ((Watch)self!).GoOff(),
                watch,
                Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan
            )
        );
        watch.Change(dueTime, period);
        return watch;
    }

    private sealed class Watch(WatchedClock clock, TimerCallback callback, object? state) : ITimer
    {
        private ITimer? _timer;
        private TimeSpan _period;

        public void Begin(ITimer timer) => _timer = timer;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _period = period;
            Await(dueTime);
            return _timer!.Change(dueTime, period);
        }

        public void GoOff()
        {
            Await(_period > TimeSpan.Zero ? _period : Timeout.InfiniteTimeSpan);
            callback(state);
        }

        public void Dispose()
        {
            clock._waiting.TryRemove(this, out _);
            _timer!.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Await(TimeSpan time)
        {
            if (time == Timeout.InfiniteTimeSpan)
            {
                clock._waiting.TryRemove(this, out _);
            }
            else
            {
                clock._waiting[this] = clock.GetUtcNow() + time;
            }
        }
    }
}
