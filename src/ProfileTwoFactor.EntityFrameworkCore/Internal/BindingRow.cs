using System.Text.Json;
using ProfileTwoFactor.Stores;
using static ProfileTwoFactor.EntityFrameworkCore.Internal.RowFields;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

internal static class BindingRow
{
    /// <summary>
    /// In the column of a member who has only passkeys. A node of the release before can't decrypt it and answers "unavailable". Left
    /// empty, the member would be unbound there, and a stolen password enough to bind.
    /// </summary>
    private static readonly byte[] NoSecret = "passkey"u8.ToArray();

    public static TwoFactorBindingEntity From(BindingRecord record)
    {
        var key = record.Key;
        var (active, codes, pending) = (record.Active, record.Active?.BackupCodes, record.Pending);
        var first = active?.Primary;
        return new TwoFactorBindingEntity
        {
            Key = RowKey.Of(key),
            EpochKey = RowKey.Of(key.Scope, key.Epoch),
            ScopeKind = (int)key.Scope.Kind,
            ScopeId = key.Scope.Id,
            ScopeStamp = key.Scope.Stamp,
            Epoch = key.Epoch,
            MemberId = key.MemberId,
            MemberStamp = key.MemberStamp,
            Version = checked(record.Version + 1),
            Failures = record.Failures,
            LockedUntilUtcTicks = record.LockedUntil?.UtcTicks,
            SpentSignIns = SpentSignInsColumn.Write(record.SpentSignIns),
            Enrollment = record.Enrollment,
            Windows = WindowsColumn.Write(record),
            Authenticators = AuthenticatorsColumn.Write(active, pending),
            BindingId = first?.Id,
            ProtectedSecret = first is null ? null : first.ProtectedSecret ?? NoSecret,
            LastAcceptedStep = first?.LastAcceptedStep,
            BoundAtUtcTicks = first?.BoundAt.UtcTicks,
            BackupCodeSalt = codes?.Salt,
            BackupCodeIterations = codes?.Iterations,
            BackupCodeHashes = codes is null ? null : JsonSerializer.Serialize(codes.Hashes),
            PendingBindingId = pending?.BindingId,
            PendingProtectedSecret = pending?.ProtectedSecret,
            PendingReplacesBindingId = pending?.ReplacesBindingId,
            PendingCallerHash = pending?.CallerHash,
            PendingOwnerMemberId = pending?.OwnerMemberId,
            PendingExpiresAtUtcTicks = pending?.ExpiresAt.UtcTicks,
            PendingLastAcceptedStep = pending?.LastAcceptedStep,
        };
    }

    /// <summary>The record of a row that was found by scope and epoch; its own columns say which member's it is.</summary>
    public static BindingRecord ToRecord(
        TwoFactorBindingEntity row,
        TwoFactorScope scope,
        string epoch
    ) => ToRecord(row, new BindingKey(scope, epoch, row.MemberId, row.MemberStamp));

    public static BindingRecord ToRecord(TwoFactorBindingEntity row, BindingKey key)
    {
        Demand(row.MemberId == key.MemberId, nameof(row.MemberId));
        Demand(row.MemberStamp == key.MemberStamp, nameof(row.MemberStamp));
        Demand(row.MemberId is not null && row.MemberStamp is not null, nameof(row.MemberId));
        Demand(row.Key == RowKey.Of(key), nameof(row.Key));
        Demand(row.EpochKey == RowKey.Of(key.Scope, key.Epoch), nameof(row.EpochKey));
        Demand(row.ScopeKind == (int)key.Scope.Kind, nameof(row.ScopeKind));
        Demand(row.ScopeId == key.Scope.Id, nameof(row.ScopeId));
        Demand(row.ScopeStamp == key.Scope.Stamp, nameof(row.ScopeStamp));
        Demand(row.Epoch == key.Epoch, nameof(row.Epoch));
        Demand(row.Version > 0, nameof(row.Version));
        var (windows, onlyListed, generation) = WindowsColumn.Read(row.Windows);
        var document = AuthenticatorsColumn.Read(row.Authenticators);
        return new BindingRecord
        {
            Key = key,
            Version = row.Version,
            Active = BindingColumns.Active(row, document),
            Pending = BindingColumns.Pending(row, document),
            Failures = NotNegative(row.Failures, nameof(row.Failures)),
            LockedUntil = row.LockedUntilUtcTicks is { } ticks
                ? Moment(ticks, nameof(row.LockedUntilUtcTicks))
                : null,
            SpentSignIns = SpentSignInsColumn.Read(row.SpentSignIns),
            Enrollment = row.Enrollment,
            Windows = windows,
            OnlyListedWindows = onlyListed,
            WindowGeneration = generation,
        };
    }
}
