namespace ProfileTwoFactor.Policies;

/// <summary>What was counted of one profile.</summary>
internal readonly record struct WouldRefuseReading(
    DateTimeOffset Since,
    long Requests,
    int Members
);
