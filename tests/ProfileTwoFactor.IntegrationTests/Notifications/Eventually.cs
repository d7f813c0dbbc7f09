using System.Diagnostics;

namespace ProfileTwoFactor.IntegrationTests.Notifications;

/// <summary>Waits for what happens in the background; fails when it doesn't happen in time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(10);

    public static Task IsAsync(
        Func<bool> condition,
        string what,
        TimeSpan? patience = null,
        FakeTimeProvider? clock = null
    ) => IsAsync(() => Task.FromResult(condition()), what, patience, clock);

    /// <param name="condition">What is waited for.</param>
    /// <param name="what">The same in words, for the failure.</param>
    /// <param name="patience">How long in real time.</param>
    /// <param name="clock">The site's clock, if background work looks at it during the wait: it runs along with the waiting.</param>
    public static async Task IsAsync(
        Func<Task<bool>> condition,
        string what,
        TimeSpan? patience = null,
        FakeTimeProvider? clock = null
    )
    {
        var limit = patience ?? Patience;
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(watch.Elapsed < limit, $"Not in {limit.TotalSeconds:0} s: {what}");
            await Task.Delay(Round);
            clock?.Advance(Round);
        }
    }
}
