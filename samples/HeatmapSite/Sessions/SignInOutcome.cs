using ProfileTwoFactor;

namespace HeatmapSite.Sessions;

/// <summary>The outcome of a sign-in. The person is signed in only if none of the three reasons against it applies.</summary>
/// <param name="Wrong">E-mail or password; the answer doesn't reveal which.</param>
/// <param name="VerificationUrl">The password was right, and the page takes the code that is outstanding.</param>
/// <param name="Unavailable">It is unknown whether a code is required.</param>
internal sealed record SignInOutcome(
    bool Wrong = false,
    string? VerificationUrl = null,
    TwoFactorError? Unavailable = null
)
{
    public bool IsSignedIn => !Wrong && VerificationUrl is null && Unavailable is null;

    public static SignInOutcome From(TwoFactorResult<AccountSignIn> result) =>
        result switch
        {
            { Succeeded: true } => new(VerificationUrl: result.Value.VerificationUrl),

            // Removed, or given another password, since the password was looked at.
            { Error.Code: TwoFactorErrorCodes.SignInRequired } => new(Wrong: true),
            _ => new(Unavailable: result.Error),
        };
}
