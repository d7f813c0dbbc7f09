using ProfileTwoFactor.Events;
using ProfileTwoFactor.Policies;

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
