namespace ProfileTwoFactor;

/// <summary>Filters of a security history. All that are set must be met.</summary>
public sealed record SecurityHistoryQuery
{
    /// <summary>The highest <see cref="Count"/>.</summary>
    public const int MaxCount = 200;

    /// <summary>The name of the event's type, such as <c>CodeRefused</c>. Null for all kinds.</summary>
    public string? Kind { get; init; }

    /// <summary>The id of the member who is affected or caused the event. Null for all members.</summary>
    public string? MemberId { get; init; }

    /// <summary>The earliest time, inclusive. Null for no limit.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The latest time, exclusive. Null for no limit.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The value of <see cref="SecurityHistoryPage.Next"/> of the page before. Null for the newest events.</summary>
    public string? After { get; init; }

    /// <summary>The number of events of a page.</summary>
    /// <value>The default is 50. The minimum is 1, and the maximum is <see cref="MaxCount"/>.</value>
    public int Count { get; init; } = 50;
}
