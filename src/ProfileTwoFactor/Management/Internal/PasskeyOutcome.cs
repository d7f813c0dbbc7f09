using ProfileTwoFactor.Bindings;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>What became of a passkey's proof.</summary>
internal sealed record PasskeyOutcome(CodeOutcome Outcome);
