using ProfileTwoFactor.Benchmarks.Measuring;

namespace ProfileTwoFactor.Benchmarks.Hosts;

/// <summary>CPU time of one call into the package, without the request around it.</summary>
internal sealed class CallMeter
{
    public long Nanoseconds { get; private set; }

    public async Task<T> MeasureAsync<T>(Func<Task<T>> call)
    {
        var start = ThreadCpu.Nanoseconds;
        var running = call();
        Nanoseconds = ThreadCpu.Nanoseconds - start;
        return running.IsCompleted
            ? await running
            : throw new InvalidOperationException(
                "The call must complete synchronously, or its CPU time would not be this thread's alone."
            );
    }
}
