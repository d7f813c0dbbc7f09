namespace ProfileTwoFactor.Events;

/// <summary>The Owner voided a member's authenticator; the member binds again.</summary>
/// <param name="Context">Where, when, by whom and to whom.</param>
public sealed record AuthenticatorReset(TwoFactorEventContext Context) : TwoFactorEvent(Context);
