namespace ProfileTwoFactor.Stores;

/// <summary>A query for records of a scope. All conditions that are set must be met.</summary>
public sealed record HistoryQuery
{
    /// <summary>The profile or account. All parts of it are compared, except the tenant, which selects the database.</summary>
    public required TwoFactorScope Scope { get; init; }

    /// <summary>The maximum number of records.</summary>
    public required int Limit { get; init; }

    /// <summary>The kind of the records. Null for all kinds.</summary>
    public string? Kind { get; init; }

    /// <summary>The member who is affected by the event or caused it. Null for all members.</summary>
    public string? MemberId { get; init; }

    /// <summary>The earliest time, inclusive. Null for no limit.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The latest time, exclusive. Null for no limit.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The last record of the page before: only records that follow it are listed. Null for the first page.</summary>
    public HistoryPosition? After { get; init; }
}
