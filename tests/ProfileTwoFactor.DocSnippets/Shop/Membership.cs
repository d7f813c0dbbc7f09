namespace Shop;

internal sealed class Membership
{
    public required string Id { get; init; }

    public required string WorkspaceId { get; init; }

    public required string UserId { get; init; }

    public required string Email { get; init; }

    public string? SecurityStamp { get; init; }

    public bool IsActivated { get; init; }

    public ProfileMember ToMember() =>
        new()
        {
            MemberId = Id,
            AccountName = Email,
            SecurityStamp = SecurityStamp,
        };
}
