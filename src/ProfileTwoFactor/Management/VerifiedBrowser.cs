namespace ProfileTwoFactor;

/// <summary>A browser, or the session of a token, in which the caller has verified for a profile.</summary>
/// <param name="Id">The id by which it can be ended. It gives no access.</param>
/// <param name="OpenedAt">The time of the verification.</param>
/// <param name="LastActiveAt">The time of the last request that was written down, at most a minute before the last one. Null if the cache doesn't know: it may have lost the window, and then the browser must verify again.</param>
/// <param name="Client">The kind of browser and system, such as "Chrome on Linux", as the browser said. Null if unknown.</param>
/// <param name="IsCurrent">Whether the call comes from it.</param>
public sealed record VerifiedBrowser(
    string Id,
    DateTimeOffset OpenedAt,
    DateTimeOffset? LastActiveAt,
    string? Client,
    bool IsCurrent
);
