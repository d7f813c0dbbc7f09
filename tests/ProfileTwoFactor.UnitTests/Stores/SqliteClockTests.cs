using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.UnitTests.Stores;

public sealed class SqliteClockTests
{
    [Fact]
    public async Task StoreClock_OnSqlite_IsNone_BecauseItIsThisMachines()
    {
        using var host = new SqliteHost<HostContext>();

        Assert.Null(
            await host
                .Services.GetRequiredService<IStoreClock>()
                .GetUtcNowAsync(CancellationToken.None)
        );
    }
}
