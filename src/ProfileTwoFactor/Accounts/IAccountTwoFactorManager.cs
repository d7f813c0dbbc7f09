using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Events;

namespace ProfileTwoFactor;

/// <summary>Account-level two-factor authentication: signing in with it, and everything a person can do with their own.</summary>
/// <remarks>
/// The rules and their order are the same as in profiles: signed in, enabled or not, bound or not, verified and fresh, pending
/// binding, locked or disabled, and last the code. Antiforgery is the caller's business. Calls set cookies, so the response must not
/// have started.
/// </remarks>
public interface IAccountTwoFactorManager
{
    /// <summary>
    /// The one call a host makes once the first factor was right, instead of <c>HttpContext.SignInAsync</c>: signs the person in, or
    /// begins a sign-in that stays half-way until the code is right. While it is half-way nobody is signed in in this browser; whoever
    /// was is signed out.
    /// </summary>
    /// <param name="context">The request. Its response must not have started.</param>
    /// <param name="userId">Whose first factor was right.</param>
    /// <param name="properties">Properties of the session to be, such as "remember me"; kept over the half-way state.</param>
    /// <returns><c>sign-in-required</c> when the directory does not let the person in; <c>two-factor-unavailable</c> when it can't be told whether a code is needed, and then nobody is signed in.</returns>
    Task<TwoFactorResult<AccountSignIn>> SignInAsync(
        HttpContext context,
        string userId,
        AuthenticationProperties? properties = null
    );

    /// <summary>Gives up a sign-in that is half-way in this browser. Signing out does the same.</summary>
    Task CancelSignInAsync(HttpContext context);

    /// <summary>The sign-in that waits for its code in this browser, or null. Costs no attempt and tells nothing but the account's name.</summary>
    /// <returns>Null when nothing waits; <c>two-factor-unavailable</c> when that can't be told.</returns>
    Task<TwoFactorResult<PartialSignInInfo>> FindSignInAsync(HttpContext context);

    /// <summary>The state of the caller's account.</summary>
    Task<TwoFactorResult<AccountTwoFactorStatus>> GetStatusAsync(HttpContext context);

    /// <summary>What happened to the caller's account lately, the newest first: at most twenty entries of the host's <see cref="ITwoFactorEventHistory"/>. Empty without one.</summary>
    /// <returns><c>two-factor-unavailable</c> when the history can't say, or answered about somebody else.</returns>
    Task<TwoFactorResult<IReadOnlyList<TwoFactorHistoryEntry>>> GetHistoryAsync(
        HttpContext context
    );

    /// <summary>Begins the first binding, or begins it anew. Leaving half-way leaves it off.</summary>
    Task<TwoFactorResult<PendingBindingSetup>> BeginBindingAsync(HttpContext context);

    /// <summary>Begins the replacement of the authenticator; the old one works until the new one is proven. Needs a fresh verification.</summary>
    Task<TwoFactorResult<PendingBindingSetup>> BeginReplacementAsync(HttpContext context);

    /// <summary>
    /// Proves the pending authenticator and switches two-factor authentication on with it, or swaps it in. Every other session of the
    /// account is half-way from then on; this one goes on.
    /// </summary>
    /// <returns>Ten backup codes, in place of all earlier ones: the only time they are shown.</returns>
    Task<TwoFactorResult<IssuedBackupCodes>> EnableAsync(HttpContext context, string? code);

    /// <summary>Proves the authenticator: completes a sign-in that is half-way, or gives a signed-in person a fresh verification.</summary>
    Task<TwoFactorResult<AccountVerification>> VerifyAsync(HttpContext context, string? code);

    /// <summary>Uses up a backup code in place of the authenticator.</summary>
    Task<TwoFactorResult<AccountVerification>> VerifyBackupCodeAsync(
        HttpContext context,
        string? backupCode
    );

    /// <summary>Issues ten backup codes in place of all earlier ones. Needs a fresh verification.</summary>
    Task<TwoFactorResult<IssuedBackupCodes>> RegenerateBackupCodesAsync(HttpContext context);

    /// <summary>Switches account-level two-factor authentication off. Needs a fresh verification. Setting up again starts from nothing.</summary>
    Task<TwoFactorResult<AccountTwoFactorStatus>> DisableAsync(HttpContext context);
}
