using HeatmapSite.Settings;
using Microsoft.EntityFrameworkCore;

namespace HeatmapSite.Data;

internal static class DatabaseServiceCollectionExtensions
{
    private static readonly SqliteLockWait LockWait = new();

    public static IServiceCollection AddHeatmapDatabase(this IServiceCollection services)
    {
        services.AddSingleton<DatabaseSettings>();
        // Pooled, because a gated request uses three: with each comes its connection, which SQLite furnishes with a dozen functions.
        services.AddPooledDbContextFactory<HeatmapDbContext>(
            (provider, options) =>
            {
                var settings = provider.GetRequiredService<DatabaseSettings>();
                if (settings.IsPostgres)
                {
                    options.UseNpgsql(settings.ConnectionString);
                }
                else
                {
                    options.UseSqlite(settings.SqliteConnectionString()).AddInterceptors(LockWait);
                }
            }
        );
        // A scoped context beside the factory: the directory is asked with a deadline, and must not share what a request still uses.
        services.AddScoped(provider =>
            provider.GetRequiredService<IDbContextFactory<HeatmapDbContext>>().CreateDbContext()
        );
        services.AddSingleton<FrequentQueries>();
        services.AddSingleton<DatabaseUpgrade>();
        return services.AddHostedService<DatabaseCreation>();
    }
}
