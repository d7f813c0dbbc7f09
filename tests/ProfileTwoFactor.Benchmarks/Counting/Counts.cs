namespace ProfileTwoFactor.Benchmarks.Counting;

internal readonly record struct Counts(
    int CacheReads,
    int CacheWrites,
    int StoreReads,
    int StoreWrites
)
{
    public static Counts operator +(Counts left, Counts right) =>
        new(
            left.CacheReads + right.CacheReads,
            left.CacheWrites + right.CacheWrites,
            left.StoreReads + right.StoreReads,
            left.StoreWrites + right.StoreWrites
        );
}
