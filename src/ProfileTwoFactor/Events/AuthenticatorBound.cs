namespace ProfileTwoFactor.Events;

/// <summary>A member's first authenticator was confirmed and is active.</summary>
/// <param name="Context">The scope, the time, and the people of the event.</param>
public sealed record AuthenticatorBound(TwoFactorEventContext Context) : TwoFactorEvent(Context);
