namespace HeatmapSite.Data;

/// <summary>A link that was mailed to an invited person. It is open while its membership waits to be accepted.</summary>
/// <remarks>It stays when that membership is accepted, removed, or invited again, so that an old link says so instead of being unknown.</remarks>
public sealed class Invitation
{
    /// <summary>See <see cref="SecretToken.Hash"/>: who reads the database can't accept anything.</summary>
    public required string TokenHash { get; init; }

    public required string ProfileId { get; init; }

    /// <summary>The <see cref="Membership.MemberId"/> that accepting activates.</summary>
    public required string MemberId { get; init; }
}
