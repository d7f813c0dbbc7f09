using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.ServerTests.Postgres;

public sealed class PostgresClockTests
{
    [PostgresFact]
    public async Task StoreClock_OnPostgres_IsTheServersTimeInUtc()
    {
        await using var host = await PostgresHost.StartAsync();
        var before = DateTimeOffset.UtcNow.AddSeconds(-1);

        var now = await host
            .Services.GetRequiredService<IStoreClock>()
            .GetUtcNowAsync(CancellationToken.None);

        Assert.NotNull(now);
        Assert.InRange(now.Value, before, DateTimeOffset.UtcNow.AddSeconds(1));
        Assert.Equal(TimeSpan.Zero, now.Value.Offset);
    }
}
