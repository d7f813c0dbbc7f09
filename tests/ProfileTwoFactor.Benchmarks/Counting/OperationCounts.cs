namespace ProfileTwoFactor.Benchmarks.Counting;

/// <summary>How often cache and stores were asked, by the thread that is measured and by the background.</summary>
internal sealed class OperationCounts
{
    private int _measured;
    private Tally _own = new();
    private Tally _background = new();

    public void CacheRead() => Current.CacheRead();

    public void CacheWrite() => Current.CacheWrite();

    public void StoreRead() => Current.StoreRead();

    public void StoreWrite() => Current.StoreWrite();

    /// <summary>Begins again; what the calling thread does from now on counts as measured, everything else as background.</summary>
    public void Restart()
    {
        _measured = Environment.CurrentManagedThreadId;
        (_own, _background) = (new Tally(), new Tally());
    }

    public Counts Own => _own.Counts;

    public Counts Background => _background.Counts;

    private Tally Current => Environment.CurrentManagedThreadId == _measured ? _own : _background;
}
