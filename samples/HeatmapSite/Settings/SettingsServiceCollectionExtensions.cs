using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;
using ProfileTwoFactor;

namespace HeatmapSite.Settings;

internal static class SettingsServiceCollectionExtensions
{
    /// <summary>Settings from files and environment, checked before anything else starts.</summary>
    public static IServiceCollection AddCheckedSettings(this IServiceCollection services)
    {
        services.AddSingleton<TwoFactorSettings>();
        services.AddSingleton<IConfigureOptions<ProfileTwoFactorOptions>>(provider =>
            provider.GetRequiredService<TwoFactorSettings>()
        );
        services.AddSingleton<IValidateOptions<ProfileTwoFactorOptions>>(provider =>
            provider.GetRequiredService<TwoFactorSettings>()
        );
        services.AddOptions<ProfileTwoFactorOptions>().ValidateOnStart();
        return services;
    }

    /// <summary>The keys of sessions and authenticator secrets. Lost keys mean that nobody's authenticator works: back them up with the database.</summary>
    public static IServiceCollection AddPersistentKeys(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("HeatmapSite");
        services
            .AddOptions<KeyManagementOptions>()
            .Configure<IConfiguration, IHostEnvironment, ILoggerFactory>(
                (options, configuration, environment, loggers) =>
                    options.XmlRepository = new FileSystemXmlRepository(
                        Directory.CreateDirectory(
                            Path.Combine(
                                environment.ContentRootPath,
                                configuration["DataProtection:KeysPath"] ?? "data/keys"
                            )
                        ),
                        loggers
                    )
            );
        return services;
    }
}
