using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor;

/// <summary>Binds and verifies the passkeys of profiles, if the app called <c>AddPasskeys()</c>. Endpoints, pages, and app code use the same rules in the same order.</summary>
/// <remarks>
/// The remarks on <see cref="IProfileTwoFactorManager"/> apply. A ceremony has two calls from the same browser: the first returns what the
/// browser needs, and the second takes what it answered, within five minutes and once. Without <c>AddPasskeys()</c>, the first returns <c>not-found</c>, and
/// the second <c>invalid-request</c>.
/// </remarks>
public interface IProfilePasskeyManager
{
    /// <summary>Whether the app called <c>AddPasskeys()</c>.</summary>
    bool IsSupported { get; }

    /// <summary>Starts the binding of a passkey: the first authenticator of a member or of an Owner who is about to enable, or a further one, which requires a fresh verification.</summary>
    /// <param name="context">The request of the signed-in member.</param>
    /// <param name="profileId">The profile.</param>
    /// <param name="proof">The proof that a first binding may need, as it was typed. See <see cref="IProfileEnrollmentManager"/>.</param>
    Task<TwoFactorResult<PasskeyPrompt>> BeginBindingAsync(
        HttpContext context,
        string profileId,
        string? proof = null
    );

    /// <summary>Binds the passkey that this browser created. The browser is verified afterwards.</summary>
    /// <param name="context">The request of the signed-in member.</param>
    /// <param name="profileId">The profile.</param>
    /// <param name="credential">The browser's credential as JSON.</param>
    /// <param name="name">The member's own name for it. Optional.</param>
    /// <returns><c>invalid-code</c> if the credential isn't accepted; the log says why. <c>no-pending-binding</c> if this browser started none.</returns>
    Task<TwoFactorResult<ProfileTwoFactorStatus>> BindAsync(
        HttpContext context,
        string profileId,
        string credential,
        string? name = null
    );

    /// <summary>Enables two-factor authentication of the profile as its Owner, with the passkey that this browser created.</summary>
    /// <param name="context">The request of the signed-in Owner.</param>
    /// <param name="profileId">The profile.</param>
    /// <param name="credential">The browser's credential as JSON.</param>
    /// <param name="name">The Owner's own name for it. Optional.</param>
    /// <param name="enforceFrom">The time from which members must verify. See <see cref="IProfileTwoFactorManager"/>.</param>
    Task<TwoFactorResult<ProfileTwoFactorStatus>> EnableAsync(
        HttpContext context,
        string profileId,
        string credential,
        string? name = null,
        DateTimeOffset? enforceFrom = null
    );

    /// <summary>Starts a verification by passkey.</summary>
    /// <returns><c>not-bound</c> if the member has no passkey.</returns>
    Task<TwoFactorResult<PasskeyPrompt>> BeginVerificationAsync(
        HttpContext context,
        string profileId
    );

    /// <summary>Verifies the member by the passkey that this browser proved.</summary>
    /// <param name="context">The request of the signed-in member.</param>
    /// <param name="profileId">The profile.</param>
    /// <param name="credential">The browser's credential as JSON.</param>
    /// <returns><c>invalid-code</c> if the passkey isn't accepted; the log says why. It counts as a wrong code does.</returns>
    Task<TwoFactorResult<VerificationResult>> VerifyAsync(
        HttpContext context,
        string profileId,
        string credential
    );
}
