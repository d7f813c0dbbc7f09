namespace ProfileTwoFactor.Policies;

/// <summary>That two-factor authentication was found to be off. Counts for a few seconds, and while its generation is the scope's.</summary>
internal sealed class OffReading(object generation, long readAt)
{
    public object Generation { get; } = generation;

    public long ReadAt { get; } = readAt;
}
