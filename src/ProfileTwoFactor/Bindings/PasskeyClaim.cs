using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Bindings;

/// <summary>A passkey that a browser created, and for what.</summary>
/// <param name="Authenticator">The passkey.</param>
/// <param name="Challenge">The right to answer the challenge, which it uses up.</param>
/// <param name="Adds">Whether it comes beside authenticators of the member that count.</param>
/// <param name="Proof">What the browser shows of a proof beyond the sign-in, which has to be in the record. Null if a window of this browser is one.</param>
/// <param name="ProofId">With what the window was opened that a further one needs. Null for a first one.</param>
/// <param name="Reset">The mark of the last reset when it was asked for.</param>
/// <param name="Kinds">What counts.</param>
internal sealed record PasskeyClaim(
    BoundAuthenticator Authenticator,
    SignInTicket Challenge,
    bool Adds,
    PendingClaim? Proof,
    string? ProofId,
    string? Reset,
    AllowedKinds Kinds
);
