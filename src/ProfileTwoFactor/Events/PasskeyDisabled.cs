namespace ProfileTwoFactor.Events;

/// <summary>A passkey is no longer accepted, because its signature counter went back: it was probably copied.</summary>
/// <param name="Context">The scope, the time, and the people of the event.</param>
public sealed record PasskeyDisabled(TwoFactorEventContext Context) : TwoFactorEvent(Context);
