namespace ProfileTwoFactor.SampleNode;

/// <summary>A setting in a file that a test may change while the node runs. It is seen a few milliseconds later.</summary>
internal sealed class LiveSetting(string file)
{
    private const int FreshForMilliseconds = 5;

    private readonly Lock _lock = new();
    private long _readAt = -FreshForMilliseconds;
    private string _setting = "";

    public string Read()
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
