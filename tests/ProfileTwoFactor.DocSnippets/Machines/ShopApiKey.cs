namespace ProfileTwoFactor.DocSnippets.Machines;

internal sealed class ShopApiKey
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string WorkspaceId { get; init; }

    public required string CreatorMemberId { get; init; }

    public required byte[] SecretHash { get; init; }
}
