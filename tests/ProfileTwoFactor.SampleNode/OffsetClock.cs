using System.Globalization;

namespace ProfileTwoFactor.SampleNode;

/// <summary>
/// The clock of a node, set by a file that a test may change while the node runs: real time plus so many seconds, or, after "=", a moment at
/// which it stands still.
/// </summary>
internal sealed class OffsetClock(string file) : TimeProvider
{
    private const int FreshForMilliseconds = 5;

    private readonly Lock _lock = new();
    private long _readAt = -FreshForMilliseconds;
    private string _setting = "0";

    public override DateTimeOffset GetUtcNow()
    {
        var setting = Setting();
        return setting.StartsWith('=')
            ? new DateTimeOffset(
                long.Parse(setting.AsSpan(1), CultureInfo.InvariantCulture),
                TimeSpan.Zero
            )
            : System.GetUtcNow()
                + TimeSpan.FromSeconds(double.Parse(setting, CultureInfo.InvariantCulture));
    }

    private string Setting()
    {
        lock (_lock)
        {
            // Before the file is read, so that a thread that is held up after reading does not pass old for fresh.
            var now = Environment.TickCount64;
            if (now - _readAt >= FreshForMilliseconds)
            {
                _setting = File.ReadAllText(file);
                _readAt = now;
            }

            return _setting;
        }
    }
}
