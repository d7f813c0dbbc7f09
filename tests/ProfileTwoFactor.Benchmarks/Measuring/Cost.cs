namespace ProfileTwoFactor.Benchmarks.Measuring;

/// <summary>What one block took.</summary>
internal readonly record struct Cost(long Nanoseconds, long Bytes)
{
    public static Cost Of(IWorkload workload, int count)
    {
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var time = ThreadCpu.Nanoseconds;
        workload.Run(count);
        return new Cost(
            ThreadCpu.Nanoseconds - time,
            GC.GetAllocatedBytesForCurrentThread() - bytes
        );
    }
}
