namespace ProfileTwoFactor.SampleNode;

/// <summary>The clock of a node that is off.</summary>
internal sealed class OffsetClock(TimeSpan offset) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + offset;
}
