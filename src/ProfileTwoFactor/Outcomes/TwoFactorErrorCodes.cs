namespace ProfileTwoFactor;

/// <summary>The error codes in problem details responses. Clients rely on them, so they don't change.</summary>
public static class TwoFactorErrorCodes
{
    /// <summary>401: the caller isn't signed in.</summary>
    public const string SignInRequired = "sign-in-required";

    /// <summary>401: this member must bind an authenticator first.</summary>
    public const string BindingRequired = "binding-required";

    /// <summary>401: a code is required.</summary>
    public const string VerificationRequired = "verification-required";

    /// <summary>401: the last verification is older than this action allows.</summary>
    public const string FreshVerificationRequired = "fresh-verification-required";

    /// <summary>401: the account has no second factor, but the endpoint requires one.</summary>
    public const string AccountTwoFactorRequired = "account-two-factor-required";

    /// <summary>401: a code of the account is required, at sign-in or for an endpoint that requires it.</summary>
    public const string AccountVerificationRequired = "account-verification-required";

    /// <summary>400: the code is wrong, was already used, or doesn't have six digits.</summary>
    public const string InvalidCode = "invalid-code";

    /// <summary>401: a first binding needs a proof beyond the sign-in: a mailed code, or a pass of the Owner.</summary>
    public const string EnrollmentProofRequired = "enrollment-proof-required";

    /// <summary>400: the mailed code or the pass is wrong, was already used, or has expired.</summary>
    public const string InvalidProof = "invalid-proof";

    /// <summary>400: the antiforgery token is missing or belongs to another identity.</summary>
    public const string Antiforgery = "antiforgery";

    /// <summary>400: the body is unreadable, has wrong types, or the profile ids contradict each other.</summary>
    public const string InvalidRequest = "invalid-request";

    /// <summary>403: the caller isn't a member of the profile.</summary>
    public const string NotAMember = "not-a-member";

    /// <summary>403: the caller isn't the Owner of the profile.</summary>
    public const string NotOwner = "not-owner";

    /// <summary>403: the caller is a machine, such as an API key, and the rules of the profile or the call don't admit it. No code would change that.</summary>
    public const string MachineCallerDenied = "machine-caller-denied";

    /// <summary>404: the profile, member, or link is unknown.</summary>
    public const string NotFound = "not-found";

    /// <summary>409: two-factor authentication is already enabled.</summary>
    public const string AlreadyEnabled = "already-enabled";

    /// <summary>409: two-factor authentication is already enforced, so there is no date to change.</summary>
    public const string AlreadyEnforced = "already-enforced";

    /// <summary>409: two-factor authentication is disabled.</summary>
    public const string NotEnabled = "not-enabled";

    /// <summary>409: the member already has an authenticator.</summary>
    public const string AlreadyBound = "already-bound";

    /// <summary>409: the member has no authenticator.</summary>
    public const string NotBound = "not-bound";

    /// <summary>403: the rules of the profile or of the app don't allow this kind of authenticator. Nothing was checked or counted.</summary>
    public const string AuthenticatorNotAllowed = "authenticator-not-allowed";

    /// <summary>409: the authenticator can't be removed, because it is the last one with which the member can verify.</summary>
    public const string LastAuthenticator = "last-authenticator";

    /// <summary>409: the member has as many authenticators as possible. Remove one first.</summary>
    public const string TooManyAuthenticators = "too-many-authenticators";

    /// <summary>409: there is no pending binding in this browser.</summary>
    public const string NoPendingBinding = "no-pending-binding";

    /// <summary>409: the request conflicts with the current state in another way.</summary>
    public const string Conflict = "conflict";

    /// <summary>429: no code is accepted for now, for example after too many wrong codes; a wait is required.</summary>
    public const string LockedOut = "locked-out";

    /// <summary>429: members were reminded less than 24 hours ago.</summary>
    public const string TooManyReminders = "too-many-reminders";

    /// <summary>423: the authenticator is disabled after too many wrong codes, and must be reset.</summary>
    public const string BindingDisabled = "binding-disabled";

    /// <summary>503: the store, cache, directory, or key ring isn't available.</summary>
    public const string Unavailable = "two-factor-unavailable";
}
