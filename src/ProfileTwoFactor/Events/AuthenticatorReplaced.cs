namespace ProfileTwoFactor.Events;

/// <summary>Another authenticator was proven and took the place of the earlier one, whose backup codes ended with it.</summary>
/// <param name="Context">Where, when, by whom and to whom.</param>
public sealed record AuthenticatorReplaced(TwoFactorEventContext Context) : TwoFactorEvent(Context);
