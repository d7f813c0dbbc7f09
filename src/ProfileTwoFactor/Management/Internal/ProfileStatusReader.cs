using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Returns what a member sees of the profile's two-factor authentication. Always reads the store, extends nothing.</summary>
internal sealed class ProfileStatusReader(
    PolicyReader policies,
    BindingManager bindings,
    WindowManager windows,
    WindowLimits limits,
    TimeProvider time
)
{
    /// <summary>The state by what the store says now.</summary>
    public async Task<ProfileTwoFactorStatus> ReadAsync(ProfileCall call)
    {
        var current = call with { Policy = await policies.FindAsync(call.Subject.Scope) };
        if (!current.Enabled)
        {
            return Create(current, MemberTwoFactorState.NotRequired, null, null);
        }

        var record = await bindings.FindAsync(current.Key);
        if (record?.Active is not { } active)
        {
            return Create(current, MemberTwoFactorState.BindingRequired, null, null);
        }

        var window = await windows.FindAsync(
            current.Context,
            current.Subject,
            current.Key,
            active.BindingId
        );
        return window is null
            ? Create(current, MemberTwoFactorState.VerificationRequired, active, null)
            : Create(current, MemberTwoFactorState.Verified, active, window);
    }

    /// <summary>The state right after this request opened a window, which its own cookies don't show yet.</summary>
    public ProfileTwoFactorStatus JustVerified(
        ProfileCall call,
        PolicyRecord policy,
        ActiveBinding binding
    )
    {
        var now = time.GetUtcNow();
        return Create(
            call with
            {
                Policy = policy,
            },
            MemberTwoFactorState.Verified,
            binding,
            new WindowState(now, now)
        );
    }

    private ProfileTwoFactorStatus Create(
        ProfileCall call,
        MemberTwoFactorState state,
        ActiveBinding? binding,
        WindowState? window
    ) =>
        new()
        {
            ProfileId = call.Profile.Id,
            ProfileName = call.Profile.Name,
            Enabled = call.Enabled,
            EnabledAt = call.Enabled ? call.Policy!.ChangedAt : null,
            OwnerEmail = call.Profile.OwnerEmail,
            You = new MemberTwoFactorStatus
            {
                IsOwner = call.Subject.IsOwner,
                AccountName = call.Member.AccountName,
                State = state,
                IsBound = binding is not null,
                VerifiedAt = window?.VerifiedAt,
                ValidUntil = window is { } open
                    ? limits.ValidUntil(open.VerifiedAt, open.LastActive)
                    : null,
                BackupCodesLeft = binding?.BackupCodes?.Hashes.Count ?? 0,
            },
        };
}
