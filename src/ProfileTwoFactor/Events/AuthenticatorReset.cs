namespace ProfileTwoFactor.Events;

/// <summary>The Owner reset a member's authenticator. The member must bind again.</summary>
/// <param name="Context">The scope, the time, and the people of the event.</param>
public sealed record AuthenticatorReset(TwoFactorEventContext Context) : TwoFactorEvent(Context);
