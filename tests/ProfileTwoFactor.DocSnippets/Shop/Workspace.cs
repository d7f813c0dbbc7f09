namespace Shop;

internal sealed class Workspace
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string OwnerMemberId { get; init; }

    public required string OwnerEmail { get; init; }
}
