namespace ProfileSite.Data;

/// <summary>A user in a workspace. A user who is removed and added again gets a new id, so the old authenticator no longer counts.</summary>
public sealed class Member
{
    public string Id { get; init; } = Guid.NewGuid().ToString("n");

    public required string WorkspaceId { get; init; }

    public required string UserId { get; init; }

    public SiteUser? User { get; init; }
}
