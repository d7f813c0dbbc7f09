namespace ProfileTwoFactor.Events;

/// <summary>Two-factor authentication was switched on; the Owner's authenticator was bound in the same step.</summary>
/// <param name="Context">Where, when, by whom and to whom.</param>
/// <param name="Epoch">The new epoch.</param>
public sealed record ProfileTwoFactorEnabled(TwoFactorEventContext Context, string Epoch)
    : TwoFactorEvent(Context);
