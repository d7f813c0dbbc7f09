namespace ProfileTwoFactor.Stores;

/// <summary>A browser, or the session of a token, in which a member has verified. It must verify again once the member's record no longer lists it, whatever a cache says.</summary>
public sealed record VerifiedWindow
{
    /// <summary>A random id. It says which window is meant, and gives no access.</summary>
    public required string Id { get; init; }

    /// <summary>A hash of what the browser or token presents, in base64url.</summary>
    public required string Presented { get; init; }

    /// <summary>Where the window lies in the cache, as a hash in base64url. Null if it lies where <see cref="Presented"/> says, as the window of a cookie does.</summary>
    public string? Place { get; init; }

    /// <summary>The id of the binding with which the member verified.</summary>
    public required string BindingId { get; init; }

    /// <summary>A hash of the app's security stamp of the member when the member verified, or null if there was none.</summary>
    public string? SecurityStampHash { get; init; }

    /// <summary>The time of the verification.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>The kind of browser and system, such as "Chrome on Linux", or null if it is unknown.</summary>
    public string? Client { get; init; }

    /// <summary>The <see cref="PolicyRecord.WindowGeneration"/> when the member verified. In another generation, the window has ended.</summary>
    public string? Generation { get; init; }

    /// <summary>A later generation in which the window still counts, because the Owner who ended all others verified in it. Null if there is none.</summary>
    public string? NextGeneration { get; init; }

    /// <summary>The id of the window that this one belongs to and ends with. Null for a window of its own.</summary>
    public string? BelongsTo { get; init; }
}
