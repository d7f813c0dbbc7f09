using Microsoft.Extensions.Options;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Puts a scope under a new epoch, for its person or Owner: on with a proven binding, or off.</summary>
internal sealed class EpochSwitch(
    PolicySwitch policySwitch,
    BindingPreparation preparation,
    EnforcementDates dates,
    TimeProvider time,
    IOptions<ProfileTwoFactorOptions> options
)
{
    /// <summary>Longer than the writes of a switch take, also by the clock of the node that is farthest ahead: one that takes the hold for ended accepts a code.</summary>
    private readonly TimeSpan _longestHold =
        TimeSpan.FromSeconds(10) + AttemptBudget.ApartOf(options.Value);

    /// <summary>Called before a code is consumed or anyone is notified.</summary>
    /// <exception cref="DependencyUnavailableException">Too many ended epochs wait for deletion.</exception>
    public void EnsureRoom(ScopeCall call) => policySwitch.EnsureRoom(call.Policy);

    /// <summary>Null if an Owner may set this date.</summary>
    public TwoFactorError? Refuse(DateTimeOffset? enforceFrom) =>
        enforceFrom > dates.Latest ? DateErrors.TooFarAhead(dates.Latest) : null;

    /// <summary>The date, if it has not passed.</summary>
    public DateTimeOffset? Ahead(DateTimeOffset? enforceFrom) => dates.Ahead(enforceFrom);

    /// <summary>The binding under a new epoch that no policy names: inert. A crash before the switch leaves what was, and a row that opens nothing.</summary>
    public async Task<BindingKey> PrepareAsync(ScopeCall call, ActiveBinding binding)
    {
        var key = call.Subject.KeyIn(RandomId.Create());
        await preparation.CopyToEpochAsync(call.Key, key, binding);
        return key;
    }

    /// <summary>Puts a scope that is on under a new epoch with other authenticators. What the old epoch accepted until then is taken over, so that no code counts twice.</summary>
    /// <remarks>
    /// Nothing is left to do after the switch, when the store could fail, a node could stop, or the bindings of the old epoch could be deleted
    /// already: the old record accepts nothing from before it is copied.
    /// </remarks>
    /// <param name="call">The call.</param>
    /// <param name="binding">What is in force from then on.</param>
    /// <param name="read">What the record held when that was made from it; null for nothing.</param>
    /// <returns>The record under the new epoch. Null when the policy was changed by another request.</returns>
    public async Task<BindingKey?> MoveAsync(
        ScopeCall call,
        ActiveBinding binding,
        ActiveBinding? read
    )
    {
        var hold = BindingHold.Create(time.GetUtcNow() + _longestHold);
        BindingKey key;
        try
        {
            var held = await preparation.HoldAsync(call.Key, hold);
            key = await PrepareAsync(
                call,
                held is null ? binding : EpochCatchUp.Of(binding, held, read)
            );
        }
        catch (DependencyUnavailableException)
        {
            await TryReleaseAsync(call.Key, hold);
            throw;
        }

        // If this fails, the switch may still come true in the store, without what the old record accepts until then. So the hold ends by itself.
        if (await TryEnableAsync(call, key) is not null)
        {
            return key;
        }

        await TryReleaseAsync(call.Key, hold);
        return null;
    }

    /// <remarks>If it fails, the hold ends by itself.</remarks>
    private async Task TryReleaseAsync(BindingKey key, BindingHold hold)
    {
        try
        {
            await preparation.ReleaseAsync(key, hold);
        }
        catch (DependencyUnavailableException)
        {
            // The caller hears of the first failure.
        }
    }

    /// <summary>One write of the policy makes the epoch and its binding true.</summary>
    /// <param name="call">The call.</param>
    /// <param name="prepared">The binding under the new epoch.</param>
    /// <param name="enforceFrom">Until when members are admitted without a code; null for at once.</param>
    /// <returns>Null when the policy was changed by another request.</returns>
    public async Task<PolicyRecord?> TryEnableAsync(
        ScopeCall call,
        BindingKey prepared,
        DateTimeOffset? enforceFrom = null
    )
    {
        var policy = await SwitchAsync(call, enabled: true, prepared.Epoch, enforceFrom);
        if (policy is null)
        {
            await preparation.DeleteEpochAsync(call.Subject.Scope, prepared.Epoch);
        }

        return policy;
    }

    /// <returns>Null when the policy was changed by another request.</returns>
    public Task<PolicyRecord?> TryDisableAsync(ScopeCall call) =>
        SwitchAsync(call, enabled: false, RandomId.Create(), enforceFrom: null);

    private Task<PolicyRecord?> SwitchAsync(
        ScopeCall call,
        bool enabled,
        string epoch,
        DateTimeOffset? enforceFrom
    ) =>
        policySwitch.TryAsync(
            call.Policy,
            new PolicyRecord
            {
                Scope = call.Subject.Scope,
                Enabled = enabled,
                Epoch = epoch,
                // Swapping an authenticator is no switch: "on since" stays true.
                ChangedAt = enabled && call.Enabled ? call.Policy!.ChangedAt : time.GetUtcNow(),
                ChangedBy = call.Subject.MemberId,
                EnforcedFrom = enforceFrom,
                Scheduled = enforceFrom is not null,
            }
        );
}
