using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Whether a binding in a scope needs a proof beyond the sign-in, and which there are.</summary>
internal sealed class EnrollmentDemand(
    PolicyRules rules,
    WindowManager windows,
    CodeRules codes,
    IEnumerable<IEnrollmentCodeSender> senders,
    ILogger<EnrollmentDemand> logger
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

    /// <summary>Whether the caller is an Owner who can't enable the profile, because of a rule that an Owner set while the app still mailed codes.</summary>
    /// <remarks>Only then may the rule be dropped while the profile is off, when there is no fresh proof: where codes are mailed, it protects the Owner from who knows the password.</remarks>
    public bool IsStuck(ScopeCall call) =>
        call is ProfileCall { Enabled: false, Subject.IsOwner: true }
        && Sender is null
        && rules.Host.EnrollmentProof == EnrollmentProof.None
        && AppliesToAll(call);

    /// <summary>The refusal of a binding without a proof.</summary>
    public TwoFactorError Refuse(ScopeCall call, ActiveBinding? active)
    {
        var methods = MethodsOf(call, active);
        if (methods.Count == 0)
        {
            EnrollmentLog.NoProof(logger);
        }

        var error = TwoFactorErrorFactory.EnrollmentProofRequired(call.ProfileId, methods);
        return methods.Count == 0 ? error with { Detail = HowWithoutMail(call) } : error;
    }

    /// <summary>What is to be done where no code is mailed.</summary>
    public string HowWithoutMail(ScopeCall call) =>
        IsStuck(call)
            ? "A first binding needs a proof, because of the rule \"enrollmentProof\" of this profile, but this site mails no codes. Set the rule to null, and then start again."
        : call.Subject.IsOwner
            ? "A first binding needs a proof, but this site mails no codes. Contact the support of the site."
        : "This site mails no codes. Ask the Owner for a pass.";

    /// <summary>In a profile that is off no pass exists, and the Owner, who issues them, gets none.</summary>
    public IReadOnlyList<string> MethodsOf(ScopeCall call, ActiveBinding? active) =>
        [
            .. Sender is not null ? new[] { "email" } : [],
            .. call.Enabled && !call.Subject.IsOwner ? new[] { "pass" } : [],
            .. !KindsOf(call).Totp && CodeRules.HasApp(active) ? new[] { "authenticator" } : [],
            .. call.Enabled && codes.TakesBackupCode(active, KindsOf(call))
                ? new[] { "backup-code" }
                : [],
        ];
}
