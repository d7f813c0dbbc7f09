namespace Shop;

internal sealed record Member(string Id, string WorkspaceId, string UserId, string Email)
{
    public ProfileMember ToMember() => new() { MemberId = Id, AccountName = Email };
}
