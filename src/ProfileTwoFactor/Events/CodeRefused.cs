namespace ProfileTwoFactor.Events;

/// <summary>A well-formed code or backup code was wrong.</summary>
/// <param name="Context">The scope, the time, and the people of the event.</param>
/// <param name="Failures">The number of consecutive wrong codes, including this one.</param>
public sealed record CodeRefused(TwoFactorEventContext Context, int Failures)
    : TwoFactorEvent(Context);
