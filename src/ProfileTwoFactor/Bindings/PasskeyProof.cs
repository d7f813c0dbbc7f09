using ProfileTwoFactor.Passkeys;

namespace ProfileTwoFactor.Bindings;

/// <summary>What a browser answered to a challenge, once its signature was looked at.</summary>
/// <param name="Assertion">Null when it was refused.</param>
/// <param name="Challenge">The right to answer the challenge, which any answer uses up.</param>
/// <param name="Counters">The counters of the member's passkeys when the challenge was made. Null if it says none.</param>
/// <param name="SignIn">The partial sign-in that it completes.</param>
/// <param name="Kinds">What counts.</param>
internal sealed record PasskeyProof(
    PasskeyAssertion? Assertion,
    SignInTicket Challenge,
    IReadOnlyDictionary<string, uint>? Counters,
    SignInTicket? SignIn,
    AllowedKinds Kinds
);
