using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.Internal;

/// <summary>Deletes the bindings of ended epochs, and only those, in the background.</summary>
/// <remarks>
/// The list of ended epochs is part of the policy and shrinks only after the deletion, so a crash loses nothing. A failure is
/// logged and left for the next read of the policy: dead bindings open nothing, so there is no hurry.
/// </remarks>
internal sealed class RetiredEpochSweeper(
    RetiredEpochQueue queue,
    IServiceProvider services,
    ILogger<RetiredEpochSweeper> logger
) : BackgroundService
{
    private static readonly TimeSpan LongestSweep = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var scope in queue.ReadAllAsync(stoppingToken))
        {
            try
            {
                // A store that hangs must not stop the sweeping of other scopes for ever.
                await SweepAsync(scope, stoppingToken).WaitAsync(LongestSweep, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.SweepFailed(logger, exception);
            }
        }
    }

    internal async Task SweepAsync(TwoFactorScope scope, CancellationToken cancellationToken)
    {
        // Asked for here: a host that chose no store is to hear so from the start-up check, not from the container.
        var policies = services.GetRequiredService<IPolicyStore>();
        var secrets = services.GetRequiredService<ISecretStore>();
        var policy = await policies.FindAsync(scope, cancellationToken);
        if (policy is null || policy.RetiredEpochs.Count == 0)
        {
            return;
        }

        foreach (var epoch in policy.RetiredEpochs)
        {
            // An epoch is drawn at random and never used twice, but deleting the one in force must be impossible, not improbable.
            if (!string.Equals(epoch, policy.Epoch, StringComparison.Ordinal))
            {
                await secrets.DeleteEpochAsync(scope, epoch, cancellationToken);
            }
        }

        // A lost race here leaves the list longer than needed; the next sweep repeats the deletion, which is harmless.
        await policies.WriteAsync(policy with { RetiredEpochs = [] }, cancellationToken);
    }
}
