using System.Diagnostics;

namespace ProfileTwoFactor.IntegrationTests.Notifications;

/// <summary>Waits for what happens in the background; fails when it doesn't happen in time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Task IsAsync(Func<bool> condition, string what, TimeSpan? patience = null) =>
        IsAsync(() => Task.FromResult(condition()), what, patience);

    public static async Task IsAsync(
        Func<Task<bool>> condition,
        string what,
        TimeSpan? patience = null
    )
    {
        var limit = patience ?? Patience;
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(watch.Elapsed < limit, $"Not in {limit.TotalSeconds:0} s: {what}");
            await Task.Delay(TimeSpan.FromMilliseconds(10));
        }
    }
}
