namespace ProfileTwoFactor.Events;

/// <summary>A member removed one of their authenticators. Windows that it opened have ended.</summary>
/// <param name="Context">The scope, the time, and the people of the event.</param>
public sealed record AuthenticatorRemoved(TwoFactorEventContext Context) : TwoFactorEvent(Context);
