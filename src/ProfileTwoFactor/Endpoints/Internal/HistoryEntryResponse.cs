namespace ProfileTwoFactor.Endpoints.Internal;

internal sealed class HistoryEntryResponse
{
    public required string Id { get; init; }

    public required string Kind { get; init; }

    public required DateTime Time { get; init; }

    public required string MemberId { get; init; }

    public required string AccountName { get; init; }

    public required string? ActorMemberId { get; init; }

    public required string? ActorAccountName { get; init; }

    public required bool ByOperator { get; init; }

    public required string? Client { get; init; }

    public required int? Count { get; init; }

    public required string? Removal { get; init; }

    public required string? Reason { get; init; }

    internal static HistoryEntryResponse From(SecurityHistoryEntry entry) =>
        new()
        {
            Id = entry.EventId,
            Kind = entry.Kind,
            Time = entry.Time.UtcDateTime,
            MemberId = entry.MemberId,
            AccountName = entry.AccountName,
            ActorMemberId = entry.ActorMemberId,
            ActorAccountName = entry.ActorAccountName,
            ByOperator = entry.ByOperator,
            Client = entry.Client,
            Count = entry.Count,
            Removal = entry.Removal,
            Reason = entry.Reason,
        };
}
