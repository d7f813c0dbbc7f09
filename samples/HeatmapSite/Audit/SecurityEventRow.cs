namespace HeatmapSite.Audit;

/// <summary>One line of the trail, as people read it.</summary>
/// <param name="Text">What happened; a text of the site with one place for the count.</param>
/// <param name="Count">What goes into that place.</param>
/// <param name="By">Who did it, when it was another person; "Support" for the site's staff.</param>
internal sealed record SecurityEventRow(
    long Id,
    DateTime TimeUtc,
    string Text,
    int? Count,
    string AccountName,
    string? By,
    string? Client,
    string? Reason
)
{
    public const string Support = "Support";

    /// <param name="namesStaff">Only the staff themselves read which of them it was.</param>
    public static SecurityEventRow From(SecurityEvent row, bool namesStaff = false) =>
        new(
            row.Id,
            new DateTime(row.Ticks, DateTimeKind.Utc),
            SecurityEventText.For(row),
            row.Count,
            row.AccountName,
            row.Removal is not null && !namesStaff ? Support
                : row.ActorId == row.MemberId ? null
                : row.ActorName,
            row.Client,
            row.Reason
        );
}
