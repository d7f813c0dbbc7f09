namespace HeatmapSite.Invitations;

/// <summary>An invitation as it is at this moment.</summary>
/// <param name="Email">The invited address; null once the invitation was used or withdrawn.</param>
/// <param name="HasAccount">Whether that address can sign in already.</param>
internal sealed record FoundInvitation(
    string ProfileId,
    string ProfileName,
    string MemberId,
    string? Email,
    bool HasAccount
);
