using Microsoft.AspNetCore.WebUtilities;

namespace ProfileTwoFactor.Outcomes.Internal;

/// <summary>The members of a problem answer, for the body that the package writes and for those of the host.</summary>
internal static class ProblemMembers
{
    internal static string Type(TwoFactorError error) => $"urn:profile-two-factor:{error.Code}";

    /// <summary>Strings, numbers, and lists of strings, in the order of the contract.</summary>
    internal static IEnumerable<(string Name, object Value)> Extensions(TwoFactorError error)
    {
        yield return ("code", error.Code);
        if (error.ProfileId is { } profileId)
        {
            yield return ("profileId", profileId);
        }

        if (error.Action is { } action)
        {
            yield return ("action", action);
        }

        if (error.ActionUrl is { } url)
        {
            yield return ("actionUrl", url);
        }

        if (error.OwnerEmail is { } email)
        {
            yield return ("ownerEmail", email);
        }

        if (error.OwnerMessage is { } message)
        {
            yield return ("ownerMessage", message);
        }

        if (error.RetryAfter is { } wait)
        {
            yield return ("retryAfter", RetryAfterSeconds(wait));
        }

        if (error.Reason is { } reason)
        {
            yield return ("reason", reason);
        }

        if (error.MaxAge is { } maxAge)
        {
            yield return ("maxAge", MaxAgeSeconds(maxAge));
        }

        if (error.Methods is { } methods)
        {
            yield return ("methods", methods);
        }
    }

    // Rounded up and never 0: a client that waits exactly that long is not refused once more.
    internal static long RetryAfterSeconds(TimeSpan wait) =>
        Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));

    internal static long MaxAgeSeconds(TimeSpan maxAge) => (long)maxAge.TotalSeconds;

    internal static string Title(TwoFactorError error) =>
        error.Code switch
        {
            TwoFactorErrorCodes.SignInRequired => "Sign-in required",
            TwoFactorErrorCodes.BindingRequired => "Authenticator binding required",
            TwoFactorErrorCodes.VerificationRequired => "Verification required",
            TwoFactorErrorCodes.FreshVerificationRequired => "Fresh verification required",
            TwoFactorErrorCodes.AccountTwoFactorRequired =>
                "Account two-factor authentication required",
            TwoFactorErrorCodes.AccountVerificationRequired => "Account verification required",
            TwoFactorErrorCodes.InvalidCode => "Code not accepted",
            TwoFactorErrorCodes.EnrollmentProofRequired => "Enrollment proof required",
            TwoFactorErrorCodes.InvalidProof => "Proof not accepted",
            TwoFactorErrorCodes.Antiforgery => "Antiforgery token required",
            TwoFactorErrorCodes.InvalidRequest => "Invalid request",
            TwoFactorErrorCodes.NotAMember => "Not a member",
            TwoFactorErrorCodes.NotOwner => "Not the Owner",
            TwoFactorErrorCodes.MachineCallerDenied => "Machine caller denied",
            TwoFactorErrorCodes.NotFound => "Not found",
            TwoFactorErrorCodes.AlreadyEnabled => "Already enabled",
            TwoFactorErrorCodes.AlreadyEnforced => "Already enforced",
            TwoFactorErrorCodes.NotEnabled => "Not enabled",
            TwoFactorErrorCodes.AlreadyBound => "Already bound",
            TwoFactorErrorCodes.NotBound => "Not bound",
            TwoFactorErrorCodes.NoPendingBinding => "No pending binding",
            TwoFactorErrorCodes.LockedOut => "Locked out",
            TwoFactorErrorCodes.TooManyReminders => "Too many reminders",
            TwoFactorErrorCodes.BindingDisabled => "Authenticator disabled",
            TwoFactorErrorCodes.Unavailable => "Two-factor authentication unavailable",
            _ => ReasonPhrases.GetReasonPhrase(error.StatusCode),
        };
}
