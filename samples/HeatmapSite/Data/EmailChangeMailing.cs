namespace HeatmapSite.Data;

/// <summary>That a person asked for a mail to an address. Kept for a day, whatever became of the change, so that mails can be counted.</summary>
public sealed class EmailChangeMailing
{
    public long Id { get; init; }

    public required string PersonId { get; init; }

    /// <summary>Normalized by <see cref="EmailAddress"/>.</summary>
    public required string Email { get; init; }

    /// <summary>Unix time in milliseconds: SQLite compares no dates.</summary>
    public required long RequestedAt { get; init; }
}
