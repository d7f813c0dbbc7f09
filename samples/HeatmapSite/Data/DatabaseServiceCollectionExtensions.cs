using HeatmapSite.Settings;
using Microsoft.EntityFrameworkCore;

namespace HeatmapSite.Data;

internal static class DatabaseServiceCollectionExtensions
{
    public static IServiceCollection AddHeatmapDatabase(this IServiceCollection services)
    {
        services.AddSingleton<DatabaseSettings>();
        // A factory as well as a scoped context: the directory is asked with a deadline, and must not share what a request still uses.
        services.AddDbContextFactory<HeatmapDbContext>(
            (provider, options) =>
            {
                var settings = provider.GetRequiredService<DatabaseSettings>();
                if (settings.IsPostgres)
                {
                    options.UseNpgsql(settings.ConnectionString);
                }
                else
                {
                    options.UseSqlite(settings.SqliteConnectionString());
                }
            }
        );
        services.AddSingleton<DatabaseUpgrade>();
        return services.AddHostedService<DatabaseCreation>();
    }
}
