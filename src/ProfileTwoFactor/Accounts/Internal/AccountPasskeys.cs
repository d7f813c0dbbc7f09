using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Management.Internal;
using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>A person's passkeys for the account: the one with which it is enabled, and further ones.</summary>
internal sealed class AccountPasskeys(
    AccountCallRunner calls,
    AccountUserId userIds,
    AccountSwitch accountSwitch,
    PasskeySetup setup,
    PasskeyCommit commit,
    PasskeyVerification verification,
    AccountPasskeyWindow window
)
{
    public bool IsSupported => verification.IsSupported;

    public Task<TwoFactorResult<PasskeyPrompt>> BeginAsync(AccountCall call) =>
        setup.BeginAsync(call, proof: null);

    public async Task<TwoFactorResult<IssuedBackupCodes>> EnableAsync(
        AccountCall call,
        string credential,
        string? name
    )
    {
        if (call.Enabled)
        {
            return TwoFactorErrorFactory.AlreadyEnabled();
        }

        var enabled = await accountSwitch.EnableAsync(
            call,
            () => setup.AcceptAsync(call, credential, name)
        );
        if (enabled.Succeeded)
        {
            setup.Forget(call);
        }

        return enabled;
    }

    public async Task<TwoFactorResult<AccountTwoFactorStatus>> BindAsync(
        AccountCall call,
        string credential,
        string? name
    )
    {
        if (!call.Enabled)
        {
            return TwoFactorErrorFactory.NotEnabled();
        }

        var bound = await commit.BindAsync(call, credential, name);
        return bound.Succeeded ? await window.OpenAsync(call, bound.Value) : bound.Error;
    }

    /// <summary>Asks a signed-in person, or one whose sign-in waits for its second factor.</summary>
    public async Task<TwoFactorResult<PasskeyPrompt>> BeginVerificationAsync(HttpContext context)
    {
        // A signed-in person verifies their own account, whatever cookie is left from an abandoned sign-in.
        if (userIds.Of(context.User) is not null)
        {
            var call = await calls.OpenAsync(context);
            return call.Succeeded ? await verification.BeginAsync(call.Value) : call.Error;
        }

        if (await calls.OpenPartialAsync(context) is not { } caller)
        {
            return TwoFactorErrorFactory.SignInRequired();
        }

        var prompt = await verification.BeginAsync(caller.Call);
        return prompt.Succeeded ? prompt : PartialSignInErrors.From(prompt.Error);
    }
}
