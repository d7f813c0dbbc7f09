namespace ProfileTwoFactor.Benchmarks.Counting;

internal sealed class Tally
{
    private int _cacheReads;
    private int _cacheWrites;
    private int _storeReads;
    private int _storeWrites;

    public Counts Counts => new(_cacheReads, _cacheWrites, _storeReads, _storeWrites);

    public void CacheRead() => Interlocked.Increment(ref _cacheReads);

    public void CacheWrite() => Interlocked.Increment(ref _cacheWrites);

    public void StoreRead() => Interlocked.Increment(ref _storeReads);

    public void StoreWrite() => Interlocked.Increment(ref _storeWrites);
}
