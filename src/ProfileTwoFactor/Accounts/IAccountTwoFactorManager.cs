using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Events;

namespace ProfileTwoFactor;

/// <summary>Signs people in with account-level two-factor authentication, and manages the two-factor authentication of the caller's account.</summary>
/// <remarks>
/// Each call checks the same rules in the same order as for profiles: signed in, enabled or not, bound or not, verified and fresh, pending
/// binding, locked or disabled, and finally the code. The caller must validate antiforgery. Calls set cookies, so the response must not
/// have started.
/// </remarks>
public interface IAccountTwoFactorManager
{
    /// <summary>
    /// Signs a person in after the app has accepted the first factor. Use it instead of <c>HttpContext.SignInAsync</c>. If the account has two-factor
    /// authentication enabled, this call starts a partial sign-in until the code is verified. During a partial sign-in, no one is signed in in this
    /// browser; a person who was signed in is signed out.
    /// </summary>
    /// <param name="context">The request. Its response must not have started.</param>
    /// <param name="userId">The id of the user whose first factor was accepted.</param>
    /// <param name="properties">The properties of the session, such as "remember me". A partial sign-in keeps them.</param>
    /// <returns><c>sign-in-required</c> if the directory refuses the person; <c>two-factor-unavailable</c> if it's unknown whether a code is required. In both cases, no one is signed in.</returns>
    Task<TwoFactorResult<AccountSignIn>> SignInAsync(
        HttpContext context,
        string userId,
        AuthenticationProperties? properties = null
    );

    /// <summary>Cancels the partial sign-in in this browser. Signing out also cancels it.</summary>
    Task CancelSignInAsync(HttpContext context);

    /// <summary>Finds the partial sign-in in this browser. The call uses no attempt, and returns only the account's name and the expiration time.</summary>
    /// <returns><c>sign-in-required</c> if there is no partial sign-in; <c>two-factor-unavailable</c> if it can't be read.</returns>
    Task<TwoFactorResult<PartialSignInInfo>> FindSignInAsync(HttpContext context);

    /// <summary>Gets the status of the caller's account.</summary>
    Task<TwoFactorResult<AccountTwoFactorStatus>> GetStatusAsync(HttpContext context);

    /// <summary>Gets the recent events of the caller's account, newest first: at most 20 entries of the app's <see cref="ITwoFactorEventHistory"/>. The list is empty if the app has no history.</summary>
    /// <returns><c>two-factor-unavailable</c> if the history fails, or returns entries of another account.</returns>
    Task<TwoFactorResult<IReadOnlyList<TwoFactorHistoryEntry>>> GetHistoryAsync(
        HttpContext context
    );

    /// <summary>Starts the first binding, or starts it again. Two-factor authentication stays off until the binding is confirmed.</summary>
    Task<TwoFactorResult<PendingBindingSetup>> BeginBindingAsync(HttpContext context);

    /// <summary>Starts the replacement of the authenticator. The old authenticator works until the new one is confirmed. Requires a fresh verification.</summary>
    Task<TwoFactorResult<PendingBindingSetup>> BeginReplacementAsync(HttpContext context);

    /// <summary>Gets the pending binding that this browser started, so that a page of the set-up can show its QR code again on the way back. It starts nothing and extends nothing.</summary>
    /// <remarks>The result contains the secret. Answer only a POST with it, to the person who asks for it. To replace an authenticator, the verification must still be fresh.</remarks>
    /// <returns><c>no-pending-binding</c> if there is none, it has expired, or another browser started it.</returns>
    Task<TwoFactorResult<PendingBindingSetup>> FindPendingBindingAsync(HttpContext context);

    /// <summary>
    /// Confirms the pending authenticator, and enables two-factor authentication with it or replaces the current authenticator. Every other session of the
    /// account then requires a code; the current session stays signed in.
    /// </summary>
    /// <returns>Ten backup codes, which replace all earlier ones. They are returned only this once.</returns>
    Task<TwoFactorResult<IssuedBackupCodes>> EnableAsync(HttpContext context, string? code);

    /// <summary>Verifies a code: completes a partial sign-in, or gives a signed-in person a fresh verification.</summary>
    Task<TwoFactorResult<VerificationResult>> VerifyAsync(HttpContext context, string? code);

    /// <summary>Verifies and consumes a backup code in place of a code from the authenticator.</summary>
    Task<TwoFactorResult<VerificationResult>> VerifyBackupCodeAsync(
        HttpContext context,
        string? backupCode
    );

    /// <summary>Issues ten backup codes, which replace all earlier ones. Requires a fresh verification.</summary>
    /// <remarks><c>conflict</c> if another request changes the authenticators at the same time. Then no codes are shown, because they might not count.</remarks>
    Task<TwoFactorResult<IssuedBackupCodes>> RegenerateBackupCodesAsync(HttpContext context);

    /// <summary>Disables account-level two-factor authentication and invalidates the binding. Requires a fresh verification.</summary>
    Task<TwoFactorResult<AccountTwoFactorStatus>> DisableAsync(HttpContext context);
}
