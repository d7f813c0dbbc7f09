namespace ProfileTwoFactor.Events;

/// <summary>A member's first authenticator was proven and is in force.</summary>
/// <param name="Context">Where, when, by whom and to whom.</param>
public sealed record AuthenticatorBound(TwoFactorEventContext Context) : TwoFactorEvent(Context);
