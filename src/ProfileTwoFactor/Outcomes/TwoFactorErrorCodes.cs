namespace ProfileTwoFactor;

/// <summary>The codes of the problem answers. Clients rely on them; they never change.</summary>
public static class TwoFactorErrorCodes
{
    /// <summary>401: nobody is signed in.</summary>
    public const string SignInRequired = "sign-in-required";

    /// <summary>401: this member must bind an authenticator first.</summary>
    public const string BindingRequired = "binding-required";

    /// <summary>401: a code is needed.</summary>
    public const string VerificationRequired = "verification-required";

    /// <summary>401: verified, but longer ago than this action allows.</summary>
    public const string FreshVerificationRequired = "fresh-verification-required";

    /// <summary>401: the account has no second factor, and this endpoint wants one.</summary>
    public const string AccountTwoFactorRequired = "account-two-factor-required";

    /// <summary>401: the account's code is outstanding: at the sign-in, or for an endpoint that wants it proven.</summary>
    public const string AccountVerificationRequired = "account-verification-required";

    /// <summary>400: wrong, used already, or not six digits.</summary>
    public const string InvalidCode = "invalid-code";

    /// <summary>400: no antiforgery token, or another identity's.</summary>
    public const string Antiforgery = "antiforgery";

    /// <summary>400: unreadable body, wrong types, contradicting profile ids.</summary>
    public const string InvalidRequest = "invalid-request";

    /// <summary>403: signed in, but not a member of the profile.</summary>
    public const string NotAMember = "not-a-member";

    /// <summary>403: a member, but not the Owner.</summary>
    public const string NotOwner = "not-owner";

    /// <summary>404: unknown profile, member or link.</summary>
    public const string NotFound = "not-found";

    /// <summary>409: the profile already has two-factor authentication.</summary>
    public const string AlreadyEnabled = "already-enabled";

    /// <summary>409: the profile has no two-factor authentication.</summary>
    public const string NotEnabled = "not-enabled";

    /// <summary>409: the member already has an authenticator.</summary>
    public const string AlreadyBound = "already-bound";

    /// <summary>409: the member has no authenticator.</summary>
    public const string NotBound = "not-bound";

    /// <summary>409: nothing waits for its first code in this browser.</summary>
    public const string NoPendingBinding = "no-pending-binding";

    /// <summary>409: the request contradicts the present state in another way.</summary>
    public const string Conflict = "conflict";

    /// <summary>429: too many wrong codes; wait.</summary>
    public const string LockedOut = "locked-out";

    /// <summary>423: far too many wrong codes; must be reset.</summary>
    public const string BindingDisabled = "binding-disabled";

    /// <summary>503: store, cache, directory or key ring can't answer.</summary>
    public const string Unavailable = "two-factor-unavailable";
}
