using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Returns what a member sees of the profile's two-factor authentication. Reads the binding and the window from the stores, and extends nothing.</summary>
internal sealed class ProfileStatusReader(
    BindingManager bindings,
    MemberProofs proofs,
    WindowLifetimes lifetimes,
    PolicyStatus policies,
    OwnerCheck owners,
    EnforcementDates dates,
    TimeProvider time
)
{
    /// <summary>The state under the policy of the call.</summary>
    public async Task<ProfileTwoFactorStatus> ReadAsync(ProfileCall call)
    {
        await owners.WarnIfUnknownAsync(call);
        var enforcement = EnforcementOf(call);
        if (enforcement is ProfileEnforcement.Off)
        {
            return Create(call, enforcement, MemberTwoFactorState.NotRequired, null, null);
        }

        var record = await bindings.FindAsync(call.Key);
        var kinds = lifetimes.Of(call.Policy).Kinds;
        if (record?.Active is not { } active || !kinds.Bound(active))
        {
            return await FindRecoveryAsync(call, record) is { } recovering
                ? recovering
                : Create(
                    call,
                    enforcement,
                    enforcement is ProfileEnforcement.Scheduled
                        ? MemberTwoFactorState.BindingAdvised
                        : MemberTwoFactorState.BindingRequired,
                    null,
                    null
                );
        }

        var window = await proofs.Windows.FindAsync(
            call.Context,
            call.Subject,
            call.Policy,
            record
        );
        if (window is null && await FindRecoveryAsync(call, record) is { } recovery)
        {
            return recovery;
        }

        var status = Create(
            call,
            enforcement,
            enforcement is ProfileEnforcement.Scheduled ? MemberTwoFactorState.NotRequired
                : window is null ? MemberTwoFactorState.VerificationRequired
                : MemberTwoFactorState.Verified,
            active,
            window is { } open ? (open.VerifiedAt, open.LastActive) : null
        );
        // The state stays: the package's own calls need the member's own code.
        return window is null && await UpstreamUntilAsync(call, active) is { } until
            ? status with
            {
                You = status.You with { UpstreamUntil = until },
            }
            : status;
    }

    private async ValueTask<DateTimeOffset?> UpstreamUntilAsync(
        ProfileCall call,
        ActiveBinding active
    ) =>
        await proofs.Upstream.FindAsync(call.Subject.User, call.Policy!, active) is var (_, until)
            ? until
            : null;

    /// <summary>The state right after this request opened a window, which its own cookies don't show yet.</summary>
    public ProfileTwoFactorStatus JustVerified(ProfileCall call, ProvenBinding proven)
    {
        var now = time.GetUtcNow();
        if (ProofId.IsRecovery(proven.Binding, proven.ProofId))
        {
            return Recovering(call, proven.Binding, now);
        }

        var enforcement = EnforcementOf(call);
        return Create(
            call,
            enforcement,
            enforcement is ProfileEnforcement.Scheduled
                ? MemberTwoFactorState.NotRequired
                : MemberTwoFactorState.Verified,
            proven.Binding,
            (now, now)
        );
    }

    /// <summary>Null unless this browser used a backup code where only passkeys are accepted, with whatever the member has bound.</summary>
    private async Task<ProfileTwoFactorStatus?> FindRecoveryAsync(
        ProfileCall call,
        BindingRecord? record
    ) =>
        record?.Active is { } active
        && !lifetimes.Of(call.Policy).Kinds.BackupCodes
        && await proofs.Windows.FindRecoveryAsync(call.Context, call.Subject, call.Policy, record)
            is { } recovery
            ? Recovering(call, active, recovery.VerifiedAt)
            : null;

    /// <summary>A backup code was used where only passkeys are accepted: what is missing is a new passkey.</summary>
    private ProfileTwoFactorStatus Recovering(
        ProfileCall call,
        ActiveBinding binding,
        DateTimeOffset since
    )
    {
        var enforcement = EnforcementOf(call);
        var status = Create(
            call,
            enforcement,
            enforcement is ProfileEnforcement.Scheduled
                ? MemberTwoFactorState.BindingAdvised
                : MemberTwoFactorState.BindingRequired,
            binding,
            null
        );
        return status with
        {
            You = status.You with { RecoveringUntil = since + WindowLimits.Recovery },
        };
    }

    private ProfileEnforcement EnforcementOf(ProfileCall call) =>
        call.Policy is not { Enabled: true } policy ? ProfileEnforcement.Off
        : dates.IsEnforced(policy) ? ProfileEnforcement.Enforced
        : ProfileEnforcement.Scheduled;

    private ProfileTwoFactorStatus Create(
        ProfileCall call,
        ProfileEnforcement enforcement,
        MemberTwoFactorState state,
        ActiveBinding? binding,
        (DateTimeOffset VerifiedAt, DateTimeOffset LastActive)? window
    )
    {
        var policy = policies.Of(call.Policy);
        var kinds = lifetimes.Of(call.Policy).Kinds;
        return new()
        {
            ProfileId = call.Profile.Id,
            ProfileName = call.Profile.Name,
            Enabled = call.Enabled,
            EnabledAt = call.Enabled ? call.Policy!.ChangedAt : null,
            Enforcement = enforcement,
            EnforcedFrom = call.Enabled ? call.Policy!.EnforcedFrom ?? call.Policy.ChangedAt : null,
            OwnerEmail = call.Profile.OwnerEmail,
            Policy = policy,
            You = new MemberTwoFactorStatus
            {
                IsOwner = call.Subject.IsOwner,
                AccountName = call.Member.AccountName,
                State = state,
                IsBound = kinds.Bound(binding),
                HasPasskey = kinds.HasPasskey(binding),
                HasAuthenticatorApp = kinds.HasApp(binding),
                VerifiedAt = window?.VerifiedAt,
                ValidUntil = window is { } open
                    ? lifetimes.Of(call.Policy).ValidUntil(open.VerifiedAt, open.LastActive)
                    : null,
                IsFresh =
                    window is { } proven
                    && time.GetUtcNow() - proven.VerifiedAt <= policy.SensitiveActionMaxAge,
                BackupCodesLeft = binding?.BackupCodes?.Hashes.Count ?? 0,
            },
        };
    }
}
