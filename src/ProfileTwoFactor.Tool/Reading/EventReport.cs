using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Tool.Reading;

internal sealed record EventReport(
    DateTimeOffset Time,
    string Kind,
    string ActorMemberId,
    string ActorAccountName,
    string? Client,
    int? Count,
    string? Removal,
    string? Reason
)
{
    public static EventReport Of(HistoryRecord record) =>
        new(
            record.Time,
            record.Kind,
            record.ActorMemberId,
            record.ActorAccountName,
            record.Client,
            record.Count,
            record.Removal,
            record.Reason
        );
}
