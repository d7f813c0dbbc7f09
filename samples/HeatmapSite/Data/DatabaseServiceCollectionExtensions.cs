using HeatmapSite.Settings;
using Microsoft.EntityFrameworkCore;

namespace HeatmapSite.Data;

internal static class DatabaseServiceCollectionExtensions
{
    public static IServiceCollection AddHeatmapDatabase(this IServiceCollection services)
    {
        services.AddSingleton<DatabaseSettings>();
        services.AddDbContext<HeatmapDbContext>(
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
            },
            optionsLifetime: ServiceLifetime.Singleton
        );
        return services.AddHostedService<DatabaseCreation>();
    }
}
