using HeatmapSite.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace HeatmapSite.Settings;

internal static class KeyServiceCollectionExtensions
{
    private const string KeysPath = "DataProtection:KeysPath";

    /// <summary>The keys of sessions and authenticator secrets. If the keys are lost, no authenticator works: back them up with the database.</summary>
    /// <remarks>In the database where several nodes are likely: with Redis, or on PostgreSQL unless a folder is named. Otherwise in a folder.</remarks>
    public static IServiceCollection AddPersistentKeys(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("HeatmapSite");
        services
            .AddOptions<KeyManagementOptions>()
            .Configure<IServiceProvider, IConfiguration, IHostEnvironment, ILoggerFactory>(
                (options, provider, configuration, environment, loggers) =>
                    options.XmlRepository = AreShared(provider, configuration)
                        ? new EntityFrameworkCoreXmlRepository<HeatmapDbContext>(provider, loggers)
                        : new FileSystemXmlRepository(
                            Directory.CreateDirectory(
                                Path.Combine(
                                    environment.ContentRootPath,
                                    configuration[KeysPath] ?? "data/keys"
                                )
                            ),
                            loggers
                        )
            );
        return services;
    }

    private static bool AreShared(IServiceProvider provider, IConfiguration configuration) =>
        configuration.GetConnectionString(RedisServiceCollectionExtensions.ConnectionName)
            is { Length: > 0 }
        || (
            configuration[KeysPath] is null
            && provider.GetRequiredService<DatabaseSettings>().IsPostgres
        );
}
