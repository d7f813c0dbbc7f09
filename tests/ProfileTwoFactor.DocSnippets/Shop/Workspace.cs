namespace Shop;

internal sealed record Workspace(string Id, string Name, string OwnerMemberId, string OwnerEmail)
{
    public TwoFactorProfile ToProfile() =>
        new()
        {
            Id = Id,
            Name = Name,
            OwnerMemberId = OwnerMemberId,
            OwnerEmail = OwnerEmail,
        };
}
