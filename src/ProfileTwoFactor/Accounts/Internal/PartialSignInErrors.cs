using ProfileTwoFactor.Outcomes.Internal;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>Refusals between password and code.</summary>
internal static class PartialSignInErrors
{
    /// <summary>A caller who has only the password isn't told why there is a wait: neither wrong codes of others nor an import or another change.</summary>
    public static TwoFactorError From(TwoFactorError error) =>
        error is { Code: TwoFactorErrorCodes.LockedOut, RetryAfter: { } wait }
            ? TwoFactorErrorFactory.LockedOut(wait)
            : error;
}
