using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Stores.Internal;

namespace ProfileTwoFactor.Policies;

/// <summary>Deletes the bindings of ended epochs, and only those, in the background.</summary>
/// <remarks>
/// The list of ended epochs is part of the policy and shrinks only after the deletion, so a crash loses nothing. A failure is
/// logged and left for the next read of the policy: bindings of ended epochs grant no access, so there is no hurry.
/// </remarks>
internal sealed class RetiredEpochSweeper(
    RetiredEpochQueue queue,
    ConfiguredStores stores,
    TimeProvider time,
    ILogger<RetiredEpochSweeper> logger
) : QuietBackgroundService
{
    private static readonly TimeSpan LongestSweep = TimeSpan.FromMinutes(5);

    /// <summary>How long a store may take to notice cancellation.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    protected override async Task RunUntilStoppedAsync(CancellationToken stoppingToken)
    {
        await foreach (var scope in queue.ReadAllAsync(stoppingToken))
        {
            try
            {
                // One at a time: the next starts only when this one has ended, or ignores its cancellation.
                await PatientCall.RunAsync(
                    token => SweepAsync(scope, token),
                    LongestSweep,
                    stoppingToken,
                    Grace,
                    time
                );
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                PolicyLog.SweepFailed(logger, exception);
            }
        }
    }

    internal async Task SweepAsync(TwoFactorScope scope, CancellationToken cancellationToken)
    {
        // For contexts that choose the database by tenant: the request that found the ended epoch is over.
        TenantWork.Enter(scope.Tenant);
        await new RetiredEpochDeletion(stores).RunAsync(scope, cancellationToken);
    }
}
