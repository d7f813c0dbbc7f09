namespace ProfileTwoFactor.Events;

/// <summary>A member ended the verification of their own browsers. These must verify again.</summary>
/// <param name="Context">The scope, the time, and the people of the event.</param>
/// <param name="Browsers">The number of browsers.</param>
public sealed record WindowsEnded(TwoFactorEventContext Context, int Browsers)
    : TwoFactorEvent(Context);
