using HeatmapSite.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ProfileTwoFactor.IntegrationTests.Sample;

public sealed class SampleLockWaitTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Connection_OfTheSitesDatabase_HasSqliteItselfWaitForALock(bool async)
    {
        using var site = new SampleSite();
        var contexts = site.Services.GetRequiredService<IDbContextFactory<HeatmapDbContext>>();
        await using var database = await contexts.CreateDbContextAsync();
        if (async)
        {
            await database.Database.OpenConnectionAsync();
        }
        else
        {
#pragma warning disable CA1849 // Blocking is the case here.
            database.Database.OpenConnection();
#pragma warning restore CA1849
        }

        await using var command = database.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA busy_timeout";

        Assert.Equal(500L, await command.ExecuteScalarAsync());
    }
}
