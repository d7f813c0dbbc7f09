namespace ProfileTwoFactor.Events;

/// <summary>A wrong code began a series of lock-outs, or disabled the authenticator. Told once for each of the two, not for every wrong code.</summary>
/// <param name="Context">Where, when, by whom and to whom.</param>
/// <param name="Failures">Consecutive wrong codes.</param>
/// <param name="Disabled">Whether no code is looked at any more until the authenticator is reset.</param>
public sealed record LockedOut(TwoFactorEventContext Context, int Failures, bool Disabled)
    : TwoFactorEvent(Context);
