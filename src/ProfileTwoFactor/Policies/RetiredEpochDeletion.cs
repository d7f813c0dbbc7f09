using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Stores.Internal;

namespace ProfileTwoFactor.Policies;

/// <summary>Deletes the bindings of the ended epochs of one scope, and only those.</summary>
internal sealed class RetiredEpochDeletion(ConfiguredStores stores)
{
    /// <summary>Races are lost to another caller who switches at the same time.</summary>
    private const int MostAttempts = 8;

    /// <returns>Whether the policy no longer lists them. A race that was lost too often leaves them for the next time.</returns>
    public async Task<bool> RunAsync(TwoFactorScope scope, CancellationToken cancellationToken)
    {
        var policies = stores.Policies;
        var secrets = stores.Secrets;
        var policy = await policies.FindAsync(scope, cancellationToken);
        var deleted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var epoch in policy?.RetiredEpochs ?? [])
        {
            cancellationToken.ThrowIfCancellationRequested();
            // An epoch is drawn at random and never used twice, but deleting the one in force must be impossible, not improbable.
            if (!string.Equals(epoch, policy!.Epoch, StringComparison.Ordinal))
            {
                await secrets.DeleteEpochAsync(scope, epoch, cancellationToken);
            }

            deleted.Add(epoch);
        }

        // Only what was deleted is removed: a concurrent switch may have ended another epoch.
        for (
            var attempt = 0;
            attempt < MostAttempts
                && policy is not null
                && policy.RetiredEpochs.Any(deleted.Contains);
            attempt++
        )
        {
            var rest = policy.RetiredEpochs.Where(epoch => !deleted.Contains(epoch)).ToArray();
            if (
                await policies.WriteAsync(policy with { RetiredEpochs = rest }, cancellationToken)
                == StoreWriteStatus.Written
            )
            {
                return true;
            }

            policy = await policies.FindAsync(scope, cancellationToken);
        }

        return policy is null || !policy.RetiredEpochs.Any(deleted.Contains);
    }
}
