namespace ProfileTwoFactor.Events;

/// <summary>A person switched account-level two-factor authentication on; the authenticator was bound in the same step.</summary>
/// <param name="Context">Where, when, by whom and to whom.</param>
public sealed record AccountTwoFactorEnabled(TwoFactorEventContext Context)
    : TwoFactorEvent(Context);
