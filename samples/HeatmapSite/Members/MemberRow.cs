namespace HeatmapSite.Members;

/// <summary>One line of the member list.</summary>
public sealed record MemberRow(
    string MemberId,
    string Email,
    string DisplayName,
    bool IsOwner,
    DateTimeOffset? ActivatedAt
)
{
    public bool Activated => ActivatedAt is not null;
}
