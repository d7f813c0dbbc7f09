using System.Diagnostics;

namespace ProfileTwoFactor.ServerTests.Servers;

/// <summary>Asks again until something is so, because a real process takes its time.</summary>
internal static class Eventually
{
    public static async Task<TimeSpan> TrueAsync(
        Func<Task<bool>> condition,
        string what,
        int seconds = 30
    )
    {
        var started = Stopwatch.StartNew();
        while (!await condition())
        {
            if (started.Elapsed > TimeSpan.FromSeconds(seconds))
            {
                throw new TimeoutException($"Not within {seconds} s: {what}.");
            }

            await Task.Delay(20);
        }

        return started.Elapsed;
    }
}
