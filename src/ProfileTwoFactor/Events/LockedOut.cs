namespace ProfileTwoFactor.Events;

/// <summary>A wrong code started a series of lockouts, or disabled the authenticator. Published once for each of the two, not for every wrong code.</summary>
/// <param name="Context">The scope, the time, and the people of the event.</param>
/// <param name="Failures">The number of consecutive wrong codes.</param>
/// <param name="Disabled">Whether the authenticator is disabled: no code is checked until it is reset.</param>
public sealed record LockedOut(TwoFactorEventContext Context, int Failures, bool Disabled)
    : TwoFactorEvent(Context);
