using HeatmapSite.Data;
using ProfileTwoFactor;

namespace HeatmapSite.Audit;

internal static class AuditServiceCollectionExtensions
{
    /// <summary>Every event of the package into the database, and the pages that show them: the site's own and the package's.</summary>
    public static ProfileTwoFactorBuilder AddSecurityTrail(
        this ProfileTwoFactorBuilder builder,
        IConfiguration configuration,
        IHostEnvironment environment
    )
    {
        builder.Services.AddScoped<SecurityTrail>();
        return builder
            .AddAuditSink<DatabaseAuditSink>()
            .AddEventHistory<DatabaseEventHistory>()
            .AddEntityFrameworkHistory<HeatmapDbContext>()
            .AddSiteAudit(configuration.GetSection("Audit"), environment);
    }

    /// <summary>The same events for the systems that watch the site: a file, a webhook, or both.</summary>
    private static ProfileTwoFactorBuilder AddSiteAudit(
        this ProfileTwoFactorBuilder builder,
        IConfigurationSection settings,
        IHostEnvironment environment
    )
    {
        // A relative path is meant relative to the site, wherever it was started from.
        string Full(string path) => Path.Combine(environment.ContentRootPath, path);

        if (settings["File"] is { Length: > 0 } file)
        {
            builder.AddAuditFile(options => options.Path = Full(file));
        }

        if (settings["Webhook:Url"] is { Length: > 0 } url)
        {
            builder.AddAuditWebhook(options =>
            {
                // What is no address is reported by the package, with all else that is wrong.
                options.Url = Uri.TryCreate(url, UriKind.Absolute, out var address)
                    ? address
                    : null;
                options.SigningKey = settings["Webhook:SigningKey"] ?? "";
                options.PreviousSigningKey = settings["Webhook:PreviousSigningKey"];
                options.SpoolPath = Full(settings["Webhook:SpoolPath"] ?? "data/audit-spool");
            });
        }

        return builder;
    }
}
