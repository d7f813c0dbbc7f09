namespace ProfileTwoFactor;

/// <summary>The result of a sign-in whose first factor the app has accepted.</summary>
public sealed class AccountSignIn
{
    private AccountSignIn(string? verificationUrl) => VerificationUrl = verificationUrl;

    /// <summary>Whether the person is signed in. If false, a code is required and no one is signed in.</summary>
    [System.Diagnostics.CodeAnalysis.MemberNotNullWhen(false, nameof(VerificationUrl))]
    public bool IsSignedIn => VerificationUrl is null;

    /// <summary>The package's page for the code, as a local URL without a return URL. Null if the person is signed in.</summary>
    public string? VerificationUrl { get; }

    internal static AccountSignIn SignedIn { get; } = new(null);

    internal static AccountSignIn Partial(string verificationUrl) => new(verificationUrl);
}
