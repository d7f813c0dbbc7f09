using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Stores.Internal;

namespace ProfileTwoFactor.Bindings;

/// <summary>Reads a profile's policy and a member's binding, in one trip where the store can and the profile's epoch is known from before.</summary>
internal sealed class MemberRecords(
    PolicyReader policies,
    BindingRepository bindings,
    ConfiguredStores stores,
    Deadline deadline
)
{
    public static BindingKey KeyOf(
        ScopeState scope,
        string epoch,
        string memberId,
        string? memberStamp
    ) => new(scope.Scope, epoch, memberId, memberStamp ?? "");

    /// <summary>The policy, and with it the binding that the member has if the epoch is still the one seen last.</summary>
    public async ValueTask<MemberReading> FindAsync(
        ScopeState scope,
        string memberId,
        string? memberStamp
    )
    {
        var reading =
            scope.SeenEpoch is { } epoch && stores.Joint is { } joint
                ? await FindBothAsync(scope, joint, KeyOf(scope, epoch, memberId, memberStamp))
                : new MemberReading(await policies.FindAsync(scope.Scope), null, null);
        scope.SeenEpoch = reading.Policy is { Enabled: true } policy ? policy.Epoch : null;
        return reading;
    }

    /// <summary>What was read with the policy, if that was the binding in question.</summary>
    public ValueTask<BindingRecord?> BindingAsync(in MemberReading reading, BindingKey key) =>
        string.Equals(reading.Epoch, key.Epoch, StringComparison.Ordinal)
            ? new(reading.Binding)
            : bindings.FindAsync(key);

    private async ValueTask<MemberReading> FindBothAsync(
        ScopeState scope,
        IPolicyBindingStore joint,
        BindingKey key
    )
    {
        try
        {
            var found = await deadline.CallAsync(
                DependencyNames.SecretStore,
                (joint, key),
                static (s, token) => s.joint.FindAsync(s.key.Scope, s.key, token),
                key.Scope.Tenant
            );
            return new(
                policies.Checked(key.Scope, found.Policy),
                key.Epoch,
                bindings.Checked(key, found.Binding)
            );
        }
        catch (DependencyUnavailableException)
        {
            // The next request asks for the policy alone: bindings that can't be read stop no profile that was switched off.
            scope.SeenEpoch = null;
            throw;
        }
    }
}
