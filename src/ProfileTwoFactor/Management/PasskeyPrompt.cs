namespace ProfileTwoFactor;

/// <summary>What a browser needs to ask for a passkey.</summary>
/// <param name="Options">The options of WebAuthn as JSON: for <c>PublicKeyCredential.parseCreationOptionsFromJSON</c> or <c>parseRequestOptionsFromJSON</c>.</param>
public sealed record PasskeyPrompt(string Options);
