using ProfileTwoFactor;

namespace HeatmapSite.Audit;

internal static class AuditServiceCollectionExtensions
{
    /// <summary>Every event of the package into the database, and the pages that show them: the site's own and the package's.</summary>
    public static ProfileTwoFactorBuilder AddSecurityTrail(this ProfileTwoFactorBuilder builder)
    {
        builder.Services.AddScoped<SecurityTrail>();
        return builder.AddAuditSink<DatabaseAuditSink>().AddEventHistory<DatabaseEventHistory>();
    }
}
