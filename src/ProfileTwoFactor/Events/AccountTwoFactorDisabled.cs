namespace ProfileTwoFactor.Events;

/// <summary>A person switched account-level two-factor authentication off; the authenticator and its backup codes are void.</summary>
/// <param name="Context">Where, when, by whom and to whom.</param>
public sealed record AccountTwoFactorDisabled(TwoFactorEventContext Context)
    : TwoFactorEvent(Context);
