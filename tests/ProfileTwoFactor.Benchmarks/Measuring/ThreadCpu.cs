using System.Runtime.InteropServices;

namespace ProfileTwoFactor.Benchmarks.Measuring;

/// <summary>CPU time of the calling thread: what neighbours on a shared machine take is not in it.</summary>
internal static unsafe partial class ThreadCpu
{
    private const int ThreadCpuTimeClock = 3;

    public static long Nanoseconds
    {
        get
        {
            Timespec time;
            if (GetTime(ThreadCpuTimeClock, &time) != 0)
            {
                throw new PlatformNotSupportedException(
                    "The benchmarks need clock_gettime with CLOCK_THREAD_CPUTIME_ID, that is Linux."
                );
            }
            return (time.Seconds * 1_000_000_000) + time.Nanoseconds;
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, Timespec* time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
