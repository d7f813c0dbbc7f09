namespace HeatmapSite.Data;

/// <summary>A person who can sign in.</summary>
public sealed class Person
{
    public const int MaxDisplayName = 80;

    public required string Id { get; init; }

    /// <summary>Normalized by <see cref="EmailAddress"/>; two people never share one.</summary>
    public required string Email { get; set; }

    /// <summary>What others see beside the address. May be empty.</summary>
    public string DisplayName { get; set; } = "";

    public string PasswordHash { get; set; } = "";

    /// <summary>Changes with the password. Sessions and verification windows that name another stamp are over.</summary>
    public string SecurityStamp { get; set; } = Guid.NewGuid().ToString("n");

    /// <summary>Works for the site itself: may help people who lost everything.</summary>
    public bool IsSupport { get; init; }
}
