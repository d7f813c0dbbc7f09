using ProfileTwoFactor.Stores;
using static ProfileTwoFactor.EntityFrameworkCore.Internal.RowFields;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

internal static class HistoryRow
{
    public static TwoFactorHistoryEntity From(HistoryRecord record) =>
        new()
        {
            Key = RowKey.OfEvent(record.Scope, record.EventId),
            ScopeKey = RowKey.Of(record.Scope),
            ScopeKind = (int)record.Scope.Kind,
            ScopeId = record.Scope.Id,
            ScopeStamp = record.Scope.Stamp,
            EventId = record.EventId,
            Kind = record.Kind,
            TimeUtcTicks = record.Time.UtcTicks,
            MemberKey = RowKey.OfPerson(record.MemberId),
            MemberId = record.MemberId,
            AccountName = record.AccountName,
            ActorKey = RowKey.OfPerson(record.ActorMemberId),
            ActorMemberId = record.ActorMemberId,
            ActorAccountName = record.ActorAccountName,
            Client = record.Client,
            Count = record.Count,
            Removal = record.Removal,
            Reason = record.Reason,
        };

    public static HistoryRecord ToRecord(TwoFactorHistoryEntity row, TwoFactorScope scope)
    {
        Demand(row.ScopeKey == RowKey.Of(scope), nameof(row.ScopeKey));
        Demand(row.ScopeKind == (int)scope.Kind, nameof(row.ScopeKind));
        Demand(row.ScopeId == scope.Id, nameof(row.ScopeId));
        Demand(row.ScopeStamp == scope.Stamp, nameof(row.ScopeStamp));
        return new HistoryRecord
        {
            Scope = scope,
            EventId = Present(row.EventId, nameof(row.EventId)),
            Kind = Present(row.Kind, nameof(row.Kind)),
            Time = Moment(row.TimeUtcTicks, nameof(row.TimeUtcTicks)),
            MemberId = row.MemberId,
            AccountName = row.AccountName,
            ActorMemberId = row.ActorMemberId,
            ActorAccountName = row.ActorAccountName,
            Client = row.Client,
            Count = row.Count,
            Removal = row.Removal,
            Reason = row.Reason,
        };
    }
}
