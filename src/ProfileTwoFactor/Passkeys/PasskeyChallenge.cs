namespace ProfileTwoFactor.Passkeys;

/// <summary>A challenge that was just made.</summary>
/// <param name="Options">What the browser's WebAuthn call takes, as JSON.</param>
/// <param name="State">What the answer is compared with, with the challenge in the clear.</param>
internal sealed record PasskeyChallenge(string Options, string State);
