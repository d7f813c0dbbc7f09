namespace ProfileTwoFactor.Events;

/// <summary>A code was accepted.</summary>
/// <param name="Context">The scope, the time, and the people of the event.</param>
/// <param name="FailuresBefore">The number of consecutive wrong codes before it.</param>
public sealed record CodeVerified(TwoFactorEventContext Context, int FailuresBefore)
    : TwoFactorEvent(Context);
