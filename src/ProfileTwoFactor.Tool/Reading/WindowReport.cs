namespace ProfileTwoFactor.Tool.Reading;

/// <summary>Where the member has verified. Whether it is still active only the cache knows.</summary>
internal sealed record WindowReport(string Id, DateTimeOffset OpenedAt, string? Client);
