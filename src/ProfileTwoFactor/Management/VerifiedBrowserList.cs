namespace ProfileTwoFactor;

/// <summary>Where the caller has verified for a profile.</summary>
/// <param name="Listed">The browsers, the caller's own first.</param>
/// <param name="MayHaveUnlisted">Whether there can be others that aren't listed, because version 0.1.0 opened their windows. It is false for members who were bound later, and once all of the caller's other windows were ended.</param>
public sealed record VerifiedBrowserList(
    IReadOnlyList<VerifiedBrowser> Listed,
    bool MayHaveUnlisted
);
