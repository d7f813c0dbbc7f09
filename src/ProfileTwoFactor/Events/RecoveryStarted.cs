namespace ProfileTwoFactor.Events;

/// <summary>A backup code was consumed where only passkeys are accepted. For one hour, the browser can bind a new passkey; it gets no other access.</summary>
/// <param name="Context">The scope, the time, and the people of the event.</param>
/// <param name="Remaining">The number of unused backup codes.</param>
/// <param name="FailuresBefore">The number of consecutive wrong codes before it.</param>
public sealed record RecoveryStarted(
    TwoFactorEventContext Context,
    int Remaining,
    int FailuresBefore
) : TwoFactorEvent(Context);
