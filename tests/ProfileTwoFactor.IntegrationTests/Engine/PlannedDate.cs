using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.IntegrationTests.Engine;

/// <summary>Gives an enabled profile a date, past the calls of an Owner: what a gate finds that another node's Owner wrote.</summary>
internal static class PlannedDate
{
    public static async Task<DateTimeOffset> PlanAsync(
        this GateHost host,
        TimeSpan ahead,
        string profile = "acme"
    )
    {
        var policies = host.App.Services.GetRequiredService<IPolicyStore>();
        var date = host.Clock.GetUtcNow() + ahead;
        StoreWriteStatus status;
        do
        {
            // The sweeper of ended epochs writes the same record.
            var policy = await policies.FindAsync(TwoFactorScope.Profile(profile), default);
            status = await policies.WriteAsync(
                policy! with
                {
                    EnforcedFrom = date,
                    Scheduled = true,
                },
                default
            );
        } while (status != StoreWriteStatus.Written);

        // As long as another node's change may go unseen.
        host.Clock.Advance(TimeSpan.FromSeconds(5));
        return date;
    }
}
