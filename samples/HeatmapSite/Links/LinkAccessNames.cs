using ProfileTwoFactor;

namespace HeatmapSite.Links;

/// <summary>The names that scripts and forms use.</summary>
internal static class LinkAccessNames
{
    public const string Public = "public";
    public const string MembersOnly = "members-only";

    /// <returns>Null for anything else: what is not understood must not open a link.</returns>
    public static SharedLinkAccess? Parse(string? name) =>
        name switch
        {
            Public => SharedLinkAccess.Public,
            MembersOnly => SharedLinkAccess.MembersOnly,
            _ => null,
        };
}
