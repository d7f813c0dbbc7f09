namespace IdentitySite.Data;

/// <summary>The tenant: what the package calls a profile.</summary>
public sealed class Workspace
{
    public required string Id { get; init; }

    public required string Name { get; set; }

    public required string OwnerId { get; set; }
}
