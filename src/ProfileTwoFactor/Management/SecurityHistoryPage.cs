namespace ProfileTwoFactor;

/// <summary>One page of a security history.</summary>
/// <param name="Entries">The events, newest first.</param>
/// <param name="Next">The value for <see cref="SecurityHistoryQuery.After"/> that gets the next page, or null if there is none.</param>
public sealed record SecurityHistoryPage(IReadOnlyList<SecurityHistoryEntry> Entries, string? Next);
