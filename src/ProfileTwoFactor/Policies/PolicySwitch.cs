using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Policies;

/// <summary>Switches a scope on or off by one compare-and-swap of its policy, whatever the number of members.</summary>
internal sealed class PolicySwitch(
    PolicyReader policies,
    ScopeRegistry scopes,
    RetiredEpochQueue retired,
    ILogger<PolicySwitch> logger
)
{
    /// <summary>Lost races here are the sweeper's, or another session's; more than a few mean a broken store.</summary>
    private const int MaxAttempts = 8;

    /// <summary>The maximum number of ended epochs that wait for deletion, beyond which nothing is enabled: each may have a binding for every member.</summary>
    internal const int MostRetiredEpochs = 32;

    /// <summary>Called before a code is consumed or anyone is notified.</summary>
    /// <exception cref="DependencyUnavailableException">Too many ended epochs wait for deletion. Switching off is never refused for that.</exception>
    public void EnsureRoom(PolicyRecord? policy)
    {
        if (policy is null || policy.RetiredEpochs.Count < MostRetiredEpochs)
        {
            return;
        }

        retired.Enqueue(policy.Scope);
        throw new DependencyUnavailableException(
            DependencyNames.SecretStore,
            "the bindings of too many ended epochs aren't deleted yet"
        );
    }

    /// <param name="from">The policy the caller decided on; null when there was none.</param>
    /// <param name="to">The policy to put in its place; version and retired epochs are filled in.</param>
    /// <param name="keepsProofs">Whether sessions that proved an ended epoch stay proven after a switch to off, and what an Owner set stays. Not where the profile or person is gone: another one may get its id.</param>
    /// <returns>Null when another caller changed it in the meantime: then the proof was for a state that is gone.</returns>
    public async Task<PolicyRecord?> TryAsync(
        PolicyRecord? from,
        PolicyRecord to,
        bool keepsProofs = true
    )
    {
        var decidedOn = from?.Epoch ?? "";
        var current = from;
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var next = to with
            {
                Version = current?.Version ?? 0,
                LastEnabledEpoch =
                    to.Enabled || !keepsProofs ? null
                    : from is { Enabled: true } ? from.Epoch
                    : from?.LastEnabledEpoch,
                RetiredEpochs = [.. current?.RetiredEpochs ?? [], decidedOn],
                // Of the profile, not of the epoch: disabling and enabling again must not allow another reminder.
                RemindedAt = current?.RemindedAt,
                // These are as well. What has ended needs no mark: all windows end with the epoch.
                Values = keepsProofs ? Kept(current?.Values) : null,
            };
            if (await WriteAsync(next) == StoreWriteStatus.Written)
            {
                return Switched(next);
            }

            current = await policies.FindAsync(to.Scope);
            // A store that retried its own committed write reports a conflict. No other caller can know this epoch: the write is ours,
            // and taking it for another caller's would delete the binding that is now active.
            if (string.Equals(current?.Epoch, to.Epoch, StringComparison.Ordinal))
            {
                return Switched(next);
            }

            if (!string.Equals(current?.Epoch ?? "", decidedOn, StringComparison.Ordinal))
            {
                return null;
            }
        }

        throw TooManyConflicts();
    }

    /// <summary>Changes a policy within its epoch.</summary>
    /// <param name="from">The policy the caller decided on.</param>
    /// <param name="change">The change. It is applied again to what another caller wrote, if that concerns nothing the decision depends on.</param>
    /// <param name="holds">Whether the decision still holds for what another caller wrote in the same epoch.</param>
    /// <returns>Null when another caller changed what the decision depends on.</returns>
    public async Task<PolicyRecord?> TryChangeAsync(
        PolicyRecord from,
        Func<PolicyRecord, PolicyRecord> change,
        Func<PolicyRecord, bool> holds
    )
    {
        // Shows whether a write that was reported as lost is ours.
        var id = RandomId.Create();
        var current = from;
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var next = change(current) with { ChangeId = id };
            if (await WriteAsync(next) == StoreWriteStatus.Written)
            {
                return next;
            }

            var found = await policies.FindAsync(from.Scope);
            if (string.Equals(found?.ChangeId, id, StringComparison.Ordinal))
            {
                return found;
            }

            if (
                found is not { Enabled: true }
                || !string.Equals(found.Epoch, from.Epoch, StringComparison.Ordinal)
                || !holds(found)
            )
            {
                return null;
            }

            current = found;
        }

        throw TooManyConflicts();
    }

    private static ProfilePolicyValues? Kept(ProfilePolicyValues? values)
    {
        var kept = values is null
            ? null
            : values with
            {
                ActiveAfter = null,
                VerifiedAfter = null,
                CodesAfter = null,
                PasskeysAfter = null,
                UpstreamAfter = null,
            };
        return kept == new ProfilePolicyValues() ? null : kept;
    }

    private static DependencyUnavailableException TooManyConflicts() =>
        new(
            DependencyNames.PolicyStore,
            "a write conflicted with concurrent writes too many times"
        );

    private async Task<StoreWriteStatus> WriteAsync(PolicyRecord next)
    {
        try
        {
            return await policies.WriteAsync(next);
        }
        finally
        {
            // Also when the outcome is unknown: it may be on, and then "not required" must not be repeated.
            scopes.Invalidate(next.Scope);
        }
    }

    private PolicyRecord Switched(PolicyRecord policy)
    {
        retired.Enqueue(policy.Scope);
        PolicyLog.PolicyChanged(logger, policy.Enabled ? "on" : "off", policy.Scope.Kind);
        return policy;
    }
}
