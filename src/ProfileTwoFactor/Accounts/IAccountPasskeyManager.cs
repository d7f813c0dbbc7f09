using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor;

/// <summary>Binds and verifies the passkeys of accounts, if the app called <c>AddPasskeys()</c>. Endpoints, pages, and app code use the same rules in the same order.</summary>
/// <remarks>The remarks on <see cref="IAccountTwoFactorManager"/> and <see cref="IProfilePasskeyManager"/> apply.</remarks>
public interface IAccountPasskeyManager
{
    /// <summary>Whether the app called <c>AddPasskeys()</c>.</summary>
    bool IsSupported { get; }

    /// <summary>Starts the binding of a passkey: before two-factor authentication of the account is enabled, or as a further authenticator, which requires a fresh verification.</summary>
    Task<TwoFactorResult<PasskeyPrompt>> BeginBindingAsync(HttpContext context);

    /// <summary>Enables two-factor authentication of the account with the passkey that this browser created.</summary>
    /// <returns>Ten backup codes. They are returned only this once.</returns>
    Task<TwoFactorResult<IssuedBackupCodes>> EnableAsync(
        HttpContext context,
        string credential,
        string? name = null
    );

    /// <summary>Adds the passkey that this browser created to the account's authenticators.</summary>
    Task<TwoFactorResult<AccountTwoFactorStatus>> BindAsync(
        HttpContext context,
        string credential,
        string? name = null
    );

    /// <summary>Starts a verification by passkey: of a partial sign-in, or of a signed-in person.</summary>
    /// <returns><c>not-bound</c> if the account has no passkey.</returns>
    Task<TwoFactorResult<PasskeyPrompt>> BeginVerificationAsync(HttpContext context);

    /// <summary>Verifies a passkey: completes a partial sign-in, or gives a signed-in person a fresh verification.</summary>
    Task<TwoFactorResult<VerificationResult>> VerifyAsync(HttpContext context, string credential);
}
