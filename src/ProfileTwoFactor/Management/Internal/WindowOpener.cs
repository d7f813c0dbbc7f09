using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Opens the window a committed code has earned and says what the member now sees.</summary>
internal sealed class WindowOpener(
    PolicyReader policies,
    WindowManager windows,
    ProfileStatusReader status
)
{
    public async Task<ProfileTwoFactorStatus> CreateAsync(ProfileCall call, ActiveBinding binding)
    {
        var opened = await windows.OpenAsync(
            call.Context,
            call.Subject,
            call.Key,
            binding.BindingId
        );

        // The profile may have been disabled while the code was checked; then the window just opened has already ended.
        var policy = await policies.FindAsync(call.Subject.Scope);
        return
            opened
            && policy is not null
            && string.Equals(policy.Epoch, call.Epoch, StringComparison.Ordinal)
            ? status.JustVerified(call, policy, binding)
            : await status.ReadAsync(call);
    }
}
