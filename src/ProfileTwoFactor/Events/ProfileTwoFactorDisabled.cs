namespace ProfileTwoFactor.Events;

/// <summary>Two-factor authentication of a profile was disabled. All bindings are no longer valid.</summary>
/// <param name="Context">The scope, the time, and the people of the event.</param>
public sealed record ProfileTwoFactorDisabled(TwoFactorEventContext Context)
    : TwoFactorEvent(Context);
