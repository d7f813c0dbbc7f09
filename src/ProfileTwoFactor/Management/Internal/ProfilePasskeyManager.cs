using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Opens the calls about passkeys.</summary>
internal sealed class ProfilePasskeyManager(
    ProfileCallRunner calls,
    ProfilePasskeys passkeys,
    PasskeyVerification passkeyVerification,
    CodeVerification verification
) : IProfilePasskeyManager
{
    public bool IsSupported => passkeyVerification.IsSupported;

    public Task<TwoFactorResult<PasskeyPrompt>> BeginBindingAsync(
        HttpContext context,
        string profileId,
        string? proof = null
    ) =>
        proof is null
            ? calls.RunAsync(
                "begin-passkey",
                context,
                profileId,
                call => passkeys.BeginAsync(call, proof)
            )
            : calls.RunAttemptAsync(
                "begin-passkey",
                context,
                profileId,
                call => passkeys.BeginAsync(call, proof)
            );

    public Task<TwoFactorResult<ProfileTwoFactorStatus>> BindAsync(
        HttpContext context,
        string profileId,
        string credential,
        string? name = null
    )
    {
        ArgumentNullException.ThrowIfNull(credential);
        return calls.RunAttemptAsync(
            "bind-passkey",
            context,
            profileId,
            call => passkeys.BindAsync(call, credential, name)
        );
    }

    public Task<TwoFactorResult<ProfileTwoFactorStatus>> EnableAsync(
        HttpContext context,
        string profileId,
        string credential,
        string? name = null,
        DateTimeOffset? enforceFrom = null
    )
    {
        ArgumentNullException.ThrowIfNull(credential);
        return calls.RunAttemptAsync(
            "enable-by-passkey",
            context,
            profileId,
            call => passkeys.EnableAsync(call, credential, name, enforceFrom)
        );
    }

    public Task<TwoFactorResult<PasskeyPrompt>> BeginVerificationAsync(
        HttpContext context,
        string profileId
    ) =>
        calls.RunAsync(
            "begin-passkey-verification",
            context,
            profileId,
            passkeyVerification.BeginAsync
        );

    public Task<TwoFactorResult<VerificationResult>> VerifyAsync(
        HttpContext context,
        string profileId,
        string credential
    )
    {
        ArgumentNullException.ThrowIfNull(credential);
        return calls.RunAttemptAsync(
            "verify-passkey",
            context,
            profileId,
            call => verification.VerifyAsync(call, SubmittedCode.Passkey(credential))
        );
    }
}
