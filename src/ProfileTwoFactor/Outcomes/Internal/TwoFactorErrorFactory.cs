using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.Outcomes.Internal;

/// <summary>One method a code: the status and the sentence that belong to it.</summary>
internal static class TwoFactorErrorFactory
{
    internal const string BindAction = "bind";
    internal const string VerifyAction = "verify";
    private const string NoPasskeys = "This site doesn't accept passkeys.";

    private static readonly TimeSpan UnavailableRetryAfter = TimeSpan.FromSeconds(5);

    internal static TwoFactorError SignInRequired() =>
        Create(
            TwoFactorErrorCodes.SignInRequired,
            StatusCodes.Status401Unauthorized,
            "You are not signed in. Sign in and repeat the call."
        );

    internal static TwoFactorError BindingRequired(
        string profileId,
        string actionUrl,
        string ownerEmail
    ) =>
        Create(
            TwoFactorErrorCodes.BindingRequired,
            StatusCodes.Status401Unauthorized,
            "This profile requires two-factor authentication, and you have not bound an authenticator app yet."
        ) with
        {
            ProfileId = profileId,
            Action = BindAction,
            ActionUrl = actionUrl,
            OwnerEmail = ownerEmail,
        };

    internal static TwoFactorError VerificationRequired(string? profileId, string actionUrl) =>
        Create(
            TwoFactorErrorCodes.VerificationRequired,
            StatusCodes.Status401Unauthorized,
            "A code from your authenticator app is required."
        ) with
        {
            ProfileId = profileId,
            Action = VerifyAction,
            ActionUrl = actionUrl,
        };

    internal static TwoFactorError FreshVerificationRequired(
        string? profileId,
        string actionUrl,
        TimeSpan maxAge
    ) =>
        Create(
            TwoFactorErrorCodes.FreshVerificationRequired,
            StatusCodes.Status401Unauthorized,
            "The last verification is too old for this action. Enter a new code and repeat the call."
        ) with
        {
            ProfileId = profileId,
            Action = VerifyAction,
            ActionUrl = actionUrl,
            MaxAge = maxAge,
        };

    internal static TwoFactorError AccountVerificationRequired(string actionUrl) =>
        Create(
            TwoFactorErrorCodes.AccountVerificationRequired,
            StatusCodes.Status401Unauthorized,
            "The password was accepted. Enter a code from the account's authenticator app to complete the sign-in."
        ) with
        {
            Action = VerifyAction,
            ActionUrl = actionUrl,
        };

    /// <summary>A signed-in caller without the account's proof, at an endpoint that requires it.</summary>
    internal static TwoFactorError AccountProofRequired(string actionUrl) =>
        AccountVerificationRequired(actionUrl) with
        {
            Detail =
                "A code from the account's authenticator app is required. Enter it and repeat the call.",
        };

    internal static TwoFactorError AccountTwoFactorRequired(string actionUrl) =>
        Create(
            TwoFactorErrorCodes.AccountTwoFactorRequired,
            StatusCodes.Status401Unauthorized,
            "This action requires two-factor authentication of your account, which is off. Set it up and repeat the call."
        ) with
        {
            Action = BindAction,
            ActionUrl = actionUrl,
        };

    internal static TwoFactorError EnrollmentProofRequired(
        string? profileId,
        IReadOnlyList<string> methods
    ) =>
        Create(
            TwoFactorErrorCodes.EnrollmentProofRequired,
            StatusCodes.Status401Unauthorized,
            methods.Contains("authenticator")
                ? "Your authenticator app isn't accepted here any more. To bind another authenticator, repeat the call with a code of the app, a code that was mailed to you, or a pass from the Owner as \"proof\"."
                : "A first binding needs a code that was mailed to you, or a pass from the Owner. Repeat the call with it as \"proof\"."
        ) with
        {
            ProfileId = profileId,
            Methods = methods,
        };

    internal static TwoFactorError InvalidProof() =>
        Create(
            TwoFactorErrorCodes.InvalidProof,
            StatusCodes.Status400BadRequest,
            "The code or pass was not accepted. It may be wrong, used, or expired. Ask for a new one."
        );

    internal static TwoFactorError TooManyEnrollmentMails(TimeSpan retryAfter) =>
        LockedOut(retryAfter) with
        {
            Detail = "Too many codes were mailed to you. Wait before you ask for another one.",
        };

    internal static TwoFactorError InvalidCode() =>
        Create(
            TwoFactorErrorCodes.InvalidCode,
            StatusCodes.Status400BadRequest,
            "The code was not accepted. Wait for the next code and try again."
        );

    /// <summary>The code of a wrong code, because it asks the same of callers: try again.</summary>
    internal static TwoFactorError InvalidPasskey() =>
        InvalidCode() with
        {
            Detail = "The passkey was not accepted. Try again, or use another authenticator.",
        };

    internal static TwoFactorError NoPasskey() =>
        NotBound() with
        {
            Detail = "No passkey is bound yet. Use another authenticator, or bind a passkey first.",
        };

    internal static TwoFactorError KindNotProven(bool passkey) =>
        NotBound() with
        {
            Detail = passkey
                ? "You verified with a kind of authenticator that this rule wouldn't accept any more. Bind a passkey, verify with it, and repeat the call."
                : "You verified with a kind of authenticator that this rule wouldn't accept any more. Bind an authenticator app, verify with a code of it, and repeat the call.",
        };

    /// <summary>Of calls that exist for passkeys alone.</summary>
    internal static TwoFactorError PasskeysNotSupported() =>
        NotFound() with
        {
            Detail = NoPasskeys,
        };

    /// <summary>Of calls that take a passkey in place of something else.</summary>
    internal static TwoFactorError PasskeyNotTaken() => InvalidRequest(NoPasskeys);

    internal static TwoFactorError UnreadablePasskey() =>
        InvalidRequest(
            "The passkey is not a credential of WebAuthn in JSON, as PublicKeyCredential.toJSON() returns it."
        );

    internal static TwoFactorError Antiforgery() =>
        Create(
            TwoFactorErrorCodes.Antiforgery,
            StatusCodes.Status400BadRequest,
            "The antiforgery token is missing or belongs to another identity. Fetch a new one and repeat the call."
        );

    internal static TwoFactorError InvalidRequest(string detail) =>
        Create(TwoFactorErrorCodes.InvalidRequest, StatusCodes.Status400BadRequest, detail);

    internal static TwoFactorError NotAMember() =>
        Create(
            TwoFactorErrorCodes.NotAMember,
            StatusCodes.Status403Forbidden,
            "You are not a member of this profile."
        );

    internal static TwoFactorError NotOwner() =>
        Create(
            TwoFactorErrorCodes.NotOwner,
            StatusCodes.Status403Forbidden,
            "Only the Owner of the profile can do this."
        );

    internal static TwoFactorError MachineCallerDenied() =>
        Create(
            TwoFactorErrorCodes.MachineCallerDenied,
            StatusCodes.Status403Forbidden,
            "This profile requires two-factor authentication, and its rules don't admit this key here. Sign in as a person, or ask the Owner."
        );

    internal static TwoFactorError NotFound() =>
        Create(
            TwoFactorErrorCodes.NotFound,
            StatusCodes.Status404NotFound,
            "Nothing was found with this id."
        );

    internal static TwoFactorError AlreadyEnabled() =>
        Conflict(TwoFactorErrorCodes.AlreadyEnabled, "Two-factor authentication is already on.");

    internal static TwoFactorError AlreadyEnforced() =>
        Conflict(
            TwoFactorErrorCodes.AlreadyEnforced,
            "Two-factor authentication is already enforced. Disable it to admit members without a code."
        );

    internal static TwoFactorError NotEnabled() =>
        Conflict(TwoFactorErrorCodes.NotEnabled, "Two-factor authentication is off.");

    internal static TwoFactorError AlreadyBound() =>
        Conflict(
            TwoFactorErrorCodes.AlreadyBound,
            "An authenticator is already bound. Replace it, or add another one."
        );

    internal static TwoFactorError NotBound() =>
        Conflict(TwoFactorErrorCodes.NotBound, "No authenticator is bound yet. Bind one first.");

    internal static TwoFactorError AuthenticatorNotAllowed() =>
        Create(
            TwoFactorErrorCodes.AuthenticatorNotAllowed,
            StatusCodes.Status403Forbidden,
            "This kind of authenticator isn't accepted here. Use one of another kind. Nothing was checked."
        );

    internal static TwoFactorError LastAuthenticator() =>
        Conflict(
            TwoFactorErrorCodes.LastAuthenticator,
            "This is the last authenticator with which you can verify. Add another one before you remove it."
        );

    internal static TwoFactorError TooManyAuthenticators() =>
        Conflict(
            TwoFactorErrorCodes.TooManyAuthenticators,
            "You have as many authenticators as possible. Remove one before you add another one."
        );

    internal static TwoFactorError NoPendingBinding() =>
        Conflict(
            TwoFactorErrorCodes.NoPendingBinding,
            "There is no pending binding in this browser, or it has expired. Start the binding again."
        );

    internal static TwoFactorError Conflict(string detail) =>
        Conflict(TwoFactorErrorCodes.Conflict, detail);

    /// <summary>For every wait, also where the caller mustn't learn why there is one.</summary>
    internal static TwoFactorError LockedOut(TimeSpan retryAfter) =>
        Create(
            TwoFactorErrorCodes.LockedOut,
            StatusCodes.Status429TooManyRequests,
            "No code is accepted at the moment. This can follow wrong codes, many attempts at the same time, or a change. Wait before you try again."
        ) with
        {
            RetryAfter = retryAfter,
        };

    internal static TwoFactorError TooManyWrongCodes(TimeSpan retryAfter) =>
        LockedOut(retryAfter) with
        {
            Detail = "Too many wrong codes. Wait before you try again.",
            Reason = TwoFactorError.WrongCodes,
        };

    /// <summary>The code of a lockout, because it asks the same of callers: wait, then try again. Wrong codes didn't cause it.</summary>
    internal static TwoFactorError NotYet(TimeSpan retryAfter) =>
        LockedOut(retryAfter) with
        {
            Detail =
                "Two-factor authentication was just changed or imported, and no code is accepted yet. Wait before you try again.",
            Reason = TwoFactorError.AfterChange,
        };

    /// <summary>The code of a lockout, because it asks the same of callers: wait, then try again. Nothing was checked or counted.</summary>
    internal static TwoFactorError TooManyAttempts(TimeSpan retryAfter) =>
        LockedOut(retryAfter) with
        {
            Detail =
                "Too many of your codes are being checked at the same time. This one was not checked. Try again in a moment.",
        };

    internal static TwoFactorError TooManyReminders(TimeSpan retryAfter) =>
        Create(
            TwoFactorErrorCodes.TooManyReminders,
            StatusCodes.Status429TooManyRequests,
            "The members were reminded less than 24 hours ago. Nothing was sent."
        ) with
        {
            RetryAfter = retryAfter,
        };

    internal static TwoFactorError BindingDisabled() =>
        Create(
            TwoFactorErrorCodes.BindingDisabled,
            StatusCodes.Status423Locked,
            "This authenticator is disabled after too many wrong codes and must be reset."
        );

    internal static TwoFactorError Unavailable() =>
        Create(
            TwoFactorErrorCodes.Unavailable,
            StatusCodes.Status503ServiceUnavailable,
            "Two-factor authentication cannot be checked right now. Try again in a moment. If you were changing a setting, check the status first."
        ) with
        {
            RetryAfter = UnavailableRetryAfter,
        };

    /// <summary>Not the caller's fault, so not 429. Nothing was checked or counted.</summary>
    internal static TwoFactorError Busy(TimeSpan retryAfter) =>
        Unavailable() with
        {
            Detail =
                "Too many codes are being checked at the same time. This one was not checked. Try again in a moment.",
            RetryAfter = retryAfter,
        };

    private static TwoFactorError Conflict(string code, string detail) =>
        Create(code, StatusCodes.Status409Conflict, detail);

    private static TwoFactorError Create(string code, int statusCode, string detail) =>
        new()
        {
            Code = code,
            StatusCode = statusCode,
            Detail = detail,
        };
}
