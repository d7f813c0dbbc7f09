namespace ProfileTwoFactor;

/// <summary>What became of a sign-in whose first factor the host has accepted.</summary>
public sealed class AccountSignIn
{
    private AccountSignIn(string? verificationUrl) => VerificationUrl = verificationUrl;

    /// <summary>Whether the person is signed in now. If not, a code is outstanding and nobody is.</summary>
    [System.Diagnostics.CodeAnalysis.MemberNotNullWhen(false, nameof(VerificationUrl))]
    public bool IsSignedIn => VerificationUrl is null;

    /// <summary>The package's page that takes the code; a local address without a return address. Null when signed in.</summary>
    public string? VerificationUrl { get; }

    internal static AccountSignIn SignedIn { get; } = new(null);

    internal static AccountSignIn Partial(string verificationUrl) => new(verificationUrl);
}
