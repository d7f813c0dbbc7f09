namespace HeatmapSite.Support;

/// <summary>A person who asked for help, and what support can remove to help them.</summary>
/// <param name="AccountTwoFactor">Whether signing in takes a code.</param>
internal sealed record SupportedPerson(
    string Id,
    string Email,
    string DisplayName,
    bool AccountTwoFactor,
    IReadOnlyList<SupportedMembership> Memberships
);
