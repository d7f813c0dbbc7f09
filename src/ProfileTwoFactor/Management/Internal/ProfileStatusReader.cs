using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Says what a member sees of the profile's two-factor authentication. Reads anew, extends nothing.</summary>
internal sealed class ProfileStatusReader(
    PolicyReader policies,
    BindingManager bindings,
    WindowManager windows,
    WindowLimits limits,
    TimeProvider time
)
{
    /// <summary>The state by what the store says now.</summary>
    public async Task<ProfileTwoFactorStatus> ReadAsync(ProfileSession session)
    {
        var current = session with { Policy = await policies.FindAsync(session.Subject.Scope) };
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
        ProfileSession session,
        PolicyRecord policy,
        ActiveBinding binding
    )
    {
        var now = time.GetUtcNow();
        return Create(
            session with
            {
                Policy = policy,
            },
            MemberTwoFactorState.Verified,
            binding,
            new WindowState(now, now)
        );
    }

    private ProfileTwoFactorStatus Create(
        ProfileSession session,
        MemberTwoFactorState state,
        ActiveBinding? binding,
        WindowState? window
    ) =>
        new()
        {
            ProfileId = session.Profile.Id,
            ProfileName = session.Profile.Name,
            Enabled = session.Enabled,
            EnabledAt = session.Enabled ? session.Policy!.ChangedAt : null,
            OwnerEmail = session.Profile.OwnerEmail,
            You = new MemberTwoFactorStatus
            {
                IsOwner = session.Subject.IsOwner,
                AccountName = session.Member.AccountName,
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
