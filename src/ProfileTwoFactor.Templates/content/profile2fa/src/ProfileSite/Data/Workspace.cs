namespace ProfileSite.Data;

/// <summary>What the members of a team share. Its Owner decides whether it requires two-factor authentication.</summary>
public sealed class Workspace
{
    public const int MaxName = 80;

    public string Id { get; init; } = Guid.NewGuid().ToString("n");

    public required string Name { get; set; }

    /// <summary>The <see cref="Member.Id"/> of the Owner.</summary>
    public required string OwnerMemberId { get; set; }

    public required string OwnerEmail { get; set; }
}
