namespace ProfileTwoFactor.Policies;

/// <summary>That two-factor authentication was found to be off, or not yet enforced. Counts for a few seconds, while its generation is the scope's, and never beyond the date.</summary>
internal sealed class OffReading(
    object generation,
    long readAt,
    DateTimeOffset? enforcedFrom = null
)
{
    public object Generation { get; } = generation;

    public long ReadAt { get; } = readAt;

    /// <summary>When members must verify; null while it is off.</summary>
    public DateTimeOffset? EnforcedFrom { get; } = enforcedFrom;

    /// <summary>The date in ticks. At this moment the reading no longer counts, however young it is.</summary>
    public long Until { get; } = enforcedFrom?.UtcTicks ?? long.MaxValue;
}
