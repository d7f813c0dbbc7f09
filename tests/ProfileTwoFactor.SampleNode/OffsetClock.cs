using System.Globalization;

namespace ProfileTwoFactor.SampleNode;

/// <summary>The clock of a node: real time plus the seconds in a file, which a test may change while the node runs.</summary>
internal sealed class OffsetClock(string file) : TimeProvider
{
    private const int FreshForMilliseconds = 20;

    private readonly Lock _lock = new();
    private long _readAt = -FreshForMilliseconds;
    private TimeSpan _offset;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset();

    private TimeSpan Offset()
    {
        lock (_lock)
        {
            if (Environment.TickCount64 - _readAt >= FreshForMilliseconds)
            {
                _offset = TimeSpan.FromSeconds(
                    double.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture)
                );
                _readAt = Environment.TickCount64;
            }

            return _offset;
        }
    }
}
