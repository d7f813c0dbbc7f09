namespace ProfileTwoFactor.Events;

/// <summary>An answer to the challenge of a passkey was wrong.</summary>
/// <param name="Context">The scope, the time, and the people of the event.</param>
/// <param name="Failures">The number of consecutive wrong codes and passkeys, including this one.</param>
public sealed record PasskeyRefused(TwoFactorEventContext Context, int Failures)
    : TwoFactorEvent(Context);
