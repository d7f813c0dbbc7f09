namespace HeatmapSite.Audit;

/// <summary>One row of the audit trail. Rows are written once and never changed.</summary>
public sealed class SecurityEvent
{
    public const int MaxName = 320;

    /// <summary>Ascending, so the newest comes first without comparing times.</summary>
    public long Id { get; init; }

    /// <summary>UTC ticks: exact and ordered on every database.</summary>
    public required long Ticks { get; init; }

    /// <summary>The event's name in the package, such as <c>CodeRefused</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Profile or account.</summary>
    public required bool IsAccount { get; init; }

    /// <summary>The profile's id, or the person's.</summary>
    public required string ScopeId { get; init; }

    /// <summary>Tells a profile from an earlier one with the same id.</summary>
    public required string ScopeStamp { get; init; }

    /// <summary>Whom it happened to.</summary>
    public required string MemberId { get; init; }

    public required string AccountName { get; init; }

    /// <summary>Who did it.</summary>
    public required string ActorId { get; init; }

    public required string ActorName { get; init; }

    /// <summary>The kind of browser, as far as it says so.</summary>
    public string? Client { get; init; }

    /// <summary>Wrong codes in a row, or backup codes left; what it counts follows from the kind.</summary>
    public int? Count { get; init; }

    /// <summary>What support took away; null for all other kinds.</summary>
    public string? Removal { get; init; }

    /// <summary>Why support did.</summary>
    public string? Reason { get; init; }
}
