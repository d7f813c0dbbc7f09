namespace ProfileTwoFactor.Events;

/// <summary>A new authenticator was confirmed and replaced the earlier one and its backup codes.</summary>
/// <param name="Context">The scope, the time, and the people of the event.</param>
public sealed record AuthenticatorReplaced(TwoFactorEventContext Context) : TwoFactorEvent(Context);
