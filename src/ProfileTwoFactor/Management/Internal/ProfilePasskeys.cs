using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>A member's passkeys in a profile: the first authenticator or a further one, and the one with which the Owner enables.</summary>
internal sealed class ProfilePasskeys(
    PasskeySetup setup,
    PendingSetup pending,
    ProfileSwitch profileSwitch,
    PasskeyCommit commit,
    WindowManager windows,
    CodeVerification verification
)
{
    public async Task<TwoFactorResult<PasskeyPrompt>> BeginAsync(ProfileCall call, string? proof) =>
        // Before enabling, only the Owner has anything to bind to.
        !call.Enabled && !call.Subject.IsOwner
            ? TwoFactorErrorFactory.NotOwner()
            : await setup.BeginAsync(call, proof);

    public async Task<TwoFactorResult<ProfileTwoFactorStatus>> BindAsync(
        ProfileCall call,
        string credential,
        string? name
    )
    {
        if (!call.Enabled)
        {
            return TwoFactorErrorFactory.NotEnabled();
        }

        await windows.ProbeAsync();
        var bound = await commit.BindAsync(call, credential, name);
        if (!bound.Succeeded)
        {
            return bound.Error;
        }

        pending.Forget(call);
        return await verification.OpenWindowAsync(call, bound.Value);
    }

    public async Task<TwoFactorResult<ProfileTwoFactorStatus>> EnableAsync(
        ProfileCall call,
        string credential,
        string? name,
        DateTimeOffset? enforceFrom
    )
    {
        var enabled = await profileSwitch.EnableAsync(
            call,
            enforceFrom,
            () => setup.AcceptAsync(call, credential, name)
        );
        if (enabled.Succeeded)
        {
            setup.Forget(call);
        }

        return enabled;
    }
}
