using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Whether a binding in a scope needs a proof beyond the sign-in, and which there are.</summary>
internal sealed class EnrollmentDemand(
    PolicyRules rules,
    WindowManager windows,
    IEnumerable<IEnrollmentCodeSender> senders
)
{
    /// <summary>Null where no mail is sent.</summary>
    public IEnrollmentCodeSender? Sender { get; } = senders.LastOrDefault();

    /// <summary>Whether members without any authenticator need a proof. An account is its person's own: there is no Owner to issue a pass.</summary>
    public bool AppliesToAll(ScopeCall call) =>
        call is ProfileCall && rules.Of(call.Policy).EnrollmentProof == EnrollmentProof.Required;

    /// <summary>Whether a member with these authenticators needs a proof. One who has an authenticator that counts doesn't: a further one needs a fresh verification.</summary>
    /// <remarks>
    /// One whose authenticators are of kinds that don't count always does: the rule would otherwise take their second factor away, and leave
    /// the account to the password. Disabled ones are no exception.
    /// </remarks>
    public bool AppliesTo(ScopeCall call, ActiveBinding? active) =>
        call is ProfileCall
        && !KindsOf(call).Bound(active)
        && (active is not null || AppliesToAll(call));

    /// <summary>Whether this browser shows the proof by itself: it was verified with what the member has, and that ended only because its kind doesn't count, or a backup code was used here.</summary>
    public async Task<bool> IsMetByWindowAsync(ScopeCall call, BindingRecord? record) =>
        record?.Active is not null
        && await windows.HasProvenAsync(call.Context, call.Subject, call.Policy, record);

    /// <summary>What counts as an authenticator in this scope.</summary>
    public AllowedKinds KindsOf(ScopeCall call) => AllowedKinds.Of(rules.Of(call.Policy));

    /// <summary>In a profile that is off no pass exists, and the Owner, who issues them, gets none.</summary>
    public IReadOnlyList<string> MethodsOf(ScopeCall call, ActiveBinding? active) =>
        [
            .. Sender is not null ? new[] { "email" } : [],
            .. call.Enabled && !call.Subject.IsOwner ? new[] { "pass" } : [],
            .. !KindsOf(call).Totp && CodeRules.HasApp(active) ? new[] { "authenticator" } : [],
        ];
}
