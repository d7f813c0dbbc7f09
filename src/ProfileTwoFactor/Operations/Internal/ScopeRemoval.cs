using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Stores.Internal;

namespace ProfileTwoFactor.Operations.Internal;

/// <summary>Deletes what is stored about a scope whose person or profile is gone.</summary>
/// <remarks>
/// The policy stays, switched off and with an epoch that no session has proven. Without the row, its version would begin at 1 again, and
/// a late write of a request or of the sweeper could replace the policy of the next account or profile with this id.
/// </remarks>
internal sealed class ScopeRemoval(
    PolicyReader policies,
    PolicySwitch policySwitch,
    RetiredEpochDeletion epochs,
    ConfiguredStores stores,
    IEnumerable<IScopeRecords> records,
    Deadline deadline,
    TimeProvider time
)
{
    private const int MostAttempts = 4;

    /// <exception cref="DependencyUnavailableException">Something may be left. The call can be repeated.</exception>
    public async Task RunAsync(
        TwoFactorScope scope,
        string operatorId,
        CancellationToken cancellationToken
    )
    {
        await EndAsync(scope, operatorId, cancellationToken);
        var deleted = await TryAsync(
            DependencyNames.SecretStore,
            token => epochs.RunAsync(scope, token),
            cancellationToken
        );
        if (!deleted)
        {
            throw deadline.InvalidAnswer(
                DependencyNames.PolicyStore,
                "a write conflicted with concurrent writes too many times"
            );
        }

        foreach (var kept in records)
        {
            await TryAsync(
                DependencyNames.Announcer,
                async token =>
                {
                    await kept.DeleteAsync(scope, token);
                    return true;
                },
                cancellationToken
            );
        }
    }

    /// <summary>Ends the epoch in force, also when it is off already: a set-up that wasn't finished has its row there.</summary>
    private async Task EndAsync(
        TwoFactorScope scope,
        string operatorId,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var policy = await policies.FindAsync(scope);
            if (
                policy is not { Enabled: true }
                && policy?.LastEnabledEpoch is null
                && policy?.Values is null
                && !await HasRowsAsync(scope, policy?.Epoch ?? "", cancellationToken)
            )
            {
                return;
            }

            var off = new PolicyRecord
            {
                Scope = scope,
                Enabled = false,
                Epoch = RandomId.Create(),
                ChangedAt = time.GetUtcNow(),
                ChangedBy = operatorId,
            };
            if (await policySwitch.TryAsync(policy, off, keepsProofs: false) is not null)
            {
                return;
            }
        }

        throw deadline.InvalidAnswer(
            DependencyNames.PolicyStore,
            "the policy was changed concurrently on every attempt to end it"
        );
    }

    private async Task<bool> HasRowsAsync(
        TwoFactorScope scope,
        string epoch,
        CancellationToken cancellationToken
    )
    {
        var rows = deadline.EachAsync(
            DependencyNames.SecretStore,
            (stores.Secrets, scope, epoch),
            static (s, token) => s.Secrets.ListAsync(s.scope, s.epoch, token),
            cancellationToken
        );
        await foreach (var _ in rows)
        {
            return true;
        }

        return false;
    }

    /// <summary>Deleting the rows of a large profile takes its time, so only the caller ends it.</summary>
    private async Task<bool> TryAsync(
        string dependency,
        Func<CancellationToken, Task<bool>> delete,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await delete(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw deadline.Failed(dependency, exception);
        }
    }
}
