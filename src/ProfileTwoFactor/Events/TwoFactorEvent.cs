namespace ProfileTwoFactor.Events;

/// <summary>A committed event. It contains no secret, code, token, or link.</summary>
/// <param name="Context">The scope, the time, and the people of the event.</param>
public abstract record TwoFactorEvent(TwoFactorEventContext Context);
