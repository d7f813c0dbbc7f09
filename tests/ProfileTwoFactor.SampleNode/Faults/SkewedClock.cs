namespace ProfileTwoFactor.SampleNode.Faults;

/// <summary>The clock of all nodes, and how far this one's is off.</summary>
internal sealed class SkewedClock(TimeProvider inner, NodeFaults faults) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + faults.Skew;
}
