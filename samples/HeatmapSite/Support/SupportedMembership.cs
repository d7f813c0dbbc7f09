namespace HeatmapSite.Support;

/// <summary>A profile the person is an activated member of.</summary>
/// <param name="TwoFactor">Whether the profile asks for codes.</param>
internal sealed record SupportedMembership(
    string ProfileId,
    string ProfileName,
    string MemberId,
    bool IsOwner,
    bool TwoFactor
);
