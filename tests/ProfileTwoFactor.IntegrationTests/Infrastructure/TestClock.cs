namespace ProfileTwoFactor.IntegrationTests.Infrastructure;

internal static class TestClock
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Starts at the beginning of a 30-second step, so that a test which advances by less stays within it.</summary>
    public static WatchedClock AtNoon() => new(Noon);
}
