namespace ProfileTwoFactor.Tool.Changes;

/// <summary>What the next change leaves beside itself, in the same transaction.</summary>
internal sealed class ChangeTrail
{
    /// <summary>Null while nothing is being changed in an operator's name.</summary>
    public TrailEntry? Current { get; set; }
}
