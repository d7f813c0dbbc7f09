using System.Globalization;

namespace ProfileTwoFactor.SampleNode;

/// <summary>The clock of a node: real time plus the seconds in a file, which a test may change while the node runs.</summary>
internal sealed class OffsetClock(string file) : TimeProvider
{
    private const int FreshForMilliseconds = 5;

    private readonly Lock _lock = new();
    private long _readAt = -FreshForMilliseconds;
    private TimeSpan _offset;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset();

    private TimeSpan Offset()
    {
        lock (_lock)
        {
            // Before the file is read, so that a thread that is held up after reading does not pass old for fresh.
            var now = Environment.TickCount64;
            if (now - _readAt >= FreshForMilliseconds)
            {
                _offset = TimeSpan.FromSeconds(
                    double.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture)
                );
                _readAt = now;
            }

            return _offset;
        }
    }
}
