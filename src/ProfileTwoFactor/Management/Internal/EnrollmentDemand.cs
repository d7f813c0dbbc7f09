using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Whether a first binding in a scope needs a proof beyond the sign-in, and which there are.</summary>
internal sealed class EnrollmentDemand(
    PolicyRules rules,
    IEnumerable<IEnrollmentCodeSender> senders
)
{
    /// <summary>Null where no mail is sent.</summary>
    public IEnrollmentCodeSender? Sender { get; } = senders.LastOrDefault();

    /// <summary>An account is its person's own: there is no Owner to issue a pass.</summary>
    public bool AppliesTo(ScopeCall call) =>
        call is ProfileCall && rules.Of(call.Policy).EnrollmentProof == EnrollmentProof.Required;

    /// <summary>The same for a member with these authenticators: a further one needs no such proof, but a fresh one.</summary>
    public bool AppliesTo(ScopeCall call, ActiveBinding? active) =>
        AppliesTo(call) && !KindsOf(call).Bound(active);

    /// <summary>What counts as an authenticator in this scope.</summary>
    public AllowedKinds KindsOf(ScopeCall call) => AllowedKinds.Of(rules.Of(call.Policy));

    /// <summary>In a profile that is off no pass exists, and the Owner, who issues them, gets none.</summary>
    public IReadOnlyList<string> MethodsOf(ScopeCall call) =>
        (Sender is not null, call.Enabled && !call.Subject.IsOwner) switch
        {
            (true, true) => ["email", "pass"],
            (true, false) => ["email"],
            (false, true) => ["pass"],
            _ => [],
        };
}
