namespace ProfileTwoFactor.Operations.Internal;

/// <summary>What was counted at one time.</summary>
/// <param name="At">When the counting began.</param>
/// <param name="Enforced">Profiles whose members must verify.</param>
/// <param name="Scheduled">Profiles whose members must verify from a date that is to come.</param>
/// <param name="Off">Profiles that had it, and have it no longer.</param>
/// <param name="Members">Members of the first two; null when there are too many profiles to count them.</param>
/// <param name="LastVerification">The latest code that a store remembers, to half a minute.</param>
internal sealed record GaugeReading(
    DateTimeOffset At,
    int Enforced,
    int Scheduled,
    int Off,
    (int Bound, int NotBound)? Members,
    DateTimeOffset? LastVerification
);
