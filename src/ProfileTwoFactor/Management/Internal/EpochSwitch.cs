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
    TimeProvider time
)
{
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

    /// <summary>
    /// After the switch: takes over what happened under the old epoch while the binding was copied, so that no code counts twice. A code that is
    /// accepted there from now on opens nothing.
    /// </summary>
    /// <param name="from">The record under the old epoch.</param>
    /// <param name="to">The record under the new one.</param>
    /// <param name="copied">What was copied.</param>
    public async Task CatchUpAsync(BindingKey from, BindingKey to, ActiveBinding? copied)
    {
        try
        {
            await preparation.CatchUpAsync(from, to, copied);
        }
        catch (DependencyUnavailableException)
        {
            // The switch is done, and the answer says so. Only a code that was accepted in these milliseconds would count once more.
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
