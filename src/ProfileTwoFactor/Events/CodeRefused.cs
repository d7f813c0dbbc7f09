namespace ProfileTwoFactor.Events;

/// <summary>A well-formed code or backup code was wrong.</summary>
/// <param name="Context">Where, when, by whom and to whom.</param>
/// <param name="Failures">Consecutive wrong codes, this one included.</param>
public sealed record CodeRefused(TwoFactorEventContext Context, int Failures)
    : TwoFactorEvent(Context);
