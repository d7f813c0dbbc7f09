namespace ProfileTwoFactor.Events;

/// <summary>Two-factor authentication was switched off; all bindings are void.</summary>
/// <param name="Context">Where, when, by whom and to whom.</param>
public sealed record ProfileTwoFactorDisabled(TwoFactorEventContext Context)
    : TwoFactorEvent(Context);
