using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HeatmapSite.Data;

/// <summary>Ready means: the database answers.</summary>
internal sealed class DatabaseHealth(HeatmapDbContext database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    ) =>
        await database.Database.CanConnectAsync(cancellationToken)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy();
}
