using ProfileTwoFactor;

namespace HeatmapSite.Sessions;

/// <summary>What became of a sign-in. Somebody is signed in only if none of the three reasons against it is there.</summary>
/// <param name="Wrong">E-mail or password; nobody can tell which.</param>
/// <param name="VerificationUrl">The password was right, and the page takes the code that is outstanding.</param>
/// <param name="Unavailable">It can't be told whether a code is needed.</param>
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
