namespace ProfileTwoFactor;

/// <summary>A member's pass for a first binding, for the Owner. The pass itself is shown only once, when it is issued.</summary>
/// <param name="State">What became of it.</param>
/// <param name="ExpiresAt">The time until which it can be used.</param>
public sealed record EnrollmentPassInfo(EnrollmentPassState State, DateTimeOffset ExpiresAt);
