using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Opens the window a committed code has earned and says what the member now sees.</summary>
internal sealed class VerifiedAnswer(
    PolicyReader policies,
    WindowManager windows,
    ProfileStatusReader status
)
{
    public async Task<ProfileTwoFactorStatus> CreateAsync(
        ProfileSession session,
        ActiveBinding binding
    )
    {
        var opened = await windows.OpenAsync(
            session.Context,
            session.Subject,
            session.Key,
            binding.BindingId
        );

        // The profile may have been switched off while the code was checked; then the window just opened is already dead.
        var policy = await policies.FindAsync(session.Subject.Scope);
        return
            opened
            && policy is not null
            && string.Equals(policy.Epoch, session.Epoch, StringComparison.Ordinal)
            ? status.JustVerified(session, policy, binding)
            : await status.ReadAsync(session);
    }
}
