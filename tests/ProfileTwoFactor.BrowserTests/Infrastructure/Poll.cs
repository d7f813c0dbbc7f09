using System.Diagnostics;

namespace ProfileTwoFactor.BrowserTests.Infrastructure;

/// <summary>Waits for something to become true in real time.</summary>
internal static class Poll
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    public static async Task<T> UntilAsync<T>(
        string what,
        TimeSpan limit,
        Func<Task<T>> read,
        Func<T, bool> isReached
    )
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var value = await read();
            if (isReached(value))
            {
                return value;
            }

            if (watch.Elapsed > limit)
            {
                throw new TimeoutException($"{what}: not within {limit}; it was still {value}.");
            }

            await Task.Delay(Interval);
        }
    }
}
