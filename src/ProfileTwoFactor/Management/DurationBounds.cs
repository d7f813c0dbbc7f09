namespace ProfileTwoFactor;

/// <summary>The limits of a duration, both included.</summary>
/// <param name="Minimum">The shortest duration.</param>
/// <param name="Maximum">The longest duration.</param>
public sealed record DurationBounds(TimeSpan Minimum, TimeSpan Maximum);
