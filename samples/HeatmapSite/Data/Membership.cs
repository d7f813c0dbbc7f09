namespace HeatmapSite.Data;

/// <summary>The place of a person in a profile: invited first, activated once they accept.</summary>
public sealed class Membership
{
    /// <summary>New for each invitation, so that an earlier authenticator does not come back with the person.</summary>
    public string MemberId { get; init; } = Guid.NewGuid().ToString("n");

    public required string ProfileId { get; init; }

    /// <summary>The address that was invited, which may have no account yet; later the address of the person who accepted.</summary>
    public required string Email { get; set; }

    /// <summary>Who accepted. Null until then.</summary>
    public string? PersonId { get; set; }

    public required DateTimeOffset InvitedAt { get; init; }

    /// <summary>Null for people who are invited and have not accepted: they are no members yet.</summary>
    public DateTimeOffset? ActivatedAt { get; set; }

    public SiteProfile? Profile { get; init; }

    public Person? Person { get; init; }
}
