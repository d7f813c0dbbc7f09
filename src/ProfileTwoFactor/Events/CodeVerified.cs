namespace ProfileTwoFactor.Events;

/// <summary>A code was accepted.</summary>
/// <param name="Context">Where, when, by whom and to whom.</param>
/// <param name="FailuresBefore">Consecutive wrong codes that came before it.</param>
public sealed record CodeVerified(TwoFactorEventContext Context, int FailuresBefore)
    : TwoFactorEvent(Context);
