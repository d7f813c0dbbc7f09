using System.Text.Json;
using ProfileTwoFactor.Stores;
using static ProfileTwoFactor.EntityFrameworkCore.Internal.RowFields;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

internal static class PolicyRow
{
    public static TwoFactorPolicyEntity From(PolicyRecord record) =>
        new()
        {
            Key = RowKey.Of(record.Scope),
            ScopeKind = (int)record.Scope.Kind,
            ScopeId = record.Scope.Id,
            ScopeStamp = record.Scope.Stamp,
            Version = checked(record.Version + 1),
            Enabled = record.Enabled,
            Epoch = record.Epoch,
            LastEnabledEpoch = record.LastEnabledEpoch,
            ChangedAtUtcTicks = record.ChangedAt.UtcTicks,
            ChangedBy = record.ChangedBy,
            EnforcedFromUtcTicks = record.EnforcedFrom?.UtcTicks,
            ScheduledEpoch = record.Scheduled ? record.Epoch : null,
            RemindedAtUtcTicks = record.RemindedAt?.UtcTicks,
            OwnerValues = PolicyValuesColumn.Write(record.Values),
            WindowGeneration = record.WindowGeneration,
            ChangeId = record.ChangeId,
            RetiredEpochs = JsonSerializer.Serialize(record.RetiredEpochs),
        };

    public static PolicyRecord ToRecord(TwoFactorPolicyEntity row, TwoFactorScope scope)
    {
        Demand(row.Key == RowKey.Of(scope), nameof(row.Key));
        Demand(row.ScopeKind == (int)scope.Kind, nameof(row.ScopeKind));
        Demand(row.ScopeId == scope.Id, nameof(row.ScopeId));
        Demand(row.ScopeStamp == scope.Stamp, nameof(row.ScopeStamp));
        Demand(row.Version > 0, nameof(row.Version));
        Demand(row.Epoch is not null, nameof(row.Epoch));
        Demand(row.ChangedBy is not null, nameof(row.ChangedBy));
        return new PolicyRecord
        {
            Scope = scope,
            Version = row.Version,
            Enabled = row.Enabled,
            Epoch = row.Epoch,
            LastEnabledEpoch = row.LastEnabledEpoch,
            ChangedAt = Moment(row.ChangedAtUtcTicks, nameof(row.ChangedAtUtcTicks)),
            ChangedBy = row.ChangedBy,
            EnforcedFrom = Moment(row.EnforcedFromUtcTicks, nameof(row.EnforcedFromUtcTicks)),
            Scheduled = IsScheduled(row),
            RemindedAt = Moment(row.RemindedAtUtcTicks, nameof(row.RemindedAtUtcTicks)),
            Values = PolicyValuesColumn.Read(row.OwnerValues),
            WindowGeneration = row.WindowGeneration,
            ChangeId = row.ChangeId,
            RetiredEpochs = List<string>(row.RetiredEpochs, nameof(row.RetiredEpochs)),
        };
    }

    /// <remarks>
    /// Only in the epoch that it was written for. A node of the release before, which knows no dates, leaves the columns as they are when
    /// it disables and enables the profile; what it enables is enforced at once, as it told the Owner.
    /// </remarks>
    private static bool IsScheduled(TwoFactorPolicyEntity row) =>
        row.EnforcedFromUtcTicks is not null
        && string.Equals(row.ScheduledEpoch, row.Epoch, StringComparison.Ordinal);
}
