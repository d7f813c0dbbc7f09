using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Bindings;

/// <summary>A passkey that a browser created, and for what.</summary>
/// <param name="Authenticator">The passkey.</param>
/// <param name="Challenge">The right to answer the challenge, which it uses up.</param>
/// <param name="Adds">Whether it comes beside authenticators of the member that count.</param>
/// <param name="Proven">Whether a proof beyond the sign-in was given.</param>
/// <param name="Kinds">What counts.</param>
internal sealed record PasskeyClaim(
    BoundAuthenticator Authenticator,
    SignInTicket Challenge,
    bool Adds,
    bool Proven,
    AllowedKinds Kinds
);
