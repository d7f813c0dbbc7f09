using System.Diagnostics;

namespace ProfileTwoFactor.ServerTests.Servers;

/// <summary>Asks again until something is so, because a real process takes its time.</summary>
internal static class Eventually
{
    /// <summary>After which a thing that is waited for is taken to never come. It says nothing of how soon it should: a busy machine takes long.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static async Task<TimeSpan> TrueAsync(Func<Task<bool>> condition, string what)
    {
        var started = Stopwatch.StartNew();
        while (!await condition())
        {
            if (started.Elapsed > Limit)
            {
                throw new TimeoutException($"Not within {Limit}: {what}.");
            }

            await Task.Delay(20);
        }

        return started.Elapsed;
    }
}
