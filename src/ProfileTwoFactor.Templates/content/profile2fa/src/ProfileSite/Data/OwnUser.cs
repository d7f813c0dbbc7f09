namespace ProfileSite.Data;

/// <summary>A user of the site. Change the security stamp together with the password: it ends the sessions and verifications of before.</summary>
public sealed class SiteUser
{
    public const int MaxEmail = 254;

    public string Id { get; init; } = Guid.NewGuid().ToString("n");

    public required string Email { get; set; }

    /// <summary>The address in upper case, by which it is found and unique.</summary>
    public required string NormalizedEmail { get; set; }

    public string PasswordHash { get; set; } = "";

    public string SecurityStamp { get; set; } = Guid.NewGuid().ToString("n");
}
