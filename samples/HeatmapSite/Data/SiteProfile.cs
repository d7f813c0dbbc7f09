namespace HeatmapSite.Data;

/// <summary>A customer's workspace. (The package has a type named Profile; this is the row behind it.)</summary>
public sealed class SiteProfile
{
    /// <summary>Lower case ASCII, see <see cref="Profiles.ProfileIds"/>. It is part of every address of the profile.</summary>
    public required string Id { get; init; }

    public required string Name { get; set; }

    /// <summary>
    /// The Owner's <see cref="Membership.MemberId"/>. Not a foreign key: profile and first membership would each have to exist before the other.
    /// </summary>
    public required string OwnerMemberId { get; set; }

    /// <summary>Tells this profile from a deleted one that had the same id, so that old authenticators don't come back with it.</summary>
    public string Stamp { get; init; } = Guid.NewGuid().ToString("n");
}
