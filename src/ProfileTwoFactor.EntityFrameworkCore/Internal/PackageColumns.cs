using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

/// <summary>Every column of the package, by entity.</summary>
internal static class PackageColumns
{
    private const int IdLength = 200;
    private const int StampLength = 100;
    private const int RandomIdLength = 64;
    private const int KindLength = 100;

    public static IReadOnlyDictionary<Type, IReadOnlyList<ColumnShape>> ByEntity { get; } =
        new Dictionary<Type, IReadOnlyList<ColumnShape>>
        {
            [typeof(TwoFactorPolicyEntity)] =
            [
                Hash(nameof(TwoFactorPolicyEntity.Key)),
                new(nameof(TwoFactorPolicyEntity.ScopeKind)),
                new(nameof(TwoFactorPolicyEntity.ScopeId), IdLength),
                new(nameof(TwoFactorPolicyEntity.ScopeStamp), StampLength),
                new(nameof(TwoFactorPolicyEntity.Version)),
                new(nameof(TwoFactorPolicyEntity.Enabled)),
                new(nameof(TwoFactorPolicyEntity.Epoch), RandomIdLength),
                Optional(nameof(TwoFactorPolicyEntity.LastEnabledEpoch), RandomIdLength),
                new(nameof(TwoFactorPolicyEntity.ChangedAtUtcTicks)),
                new(nameof(TwoFactorPolicyEntity.ChangedBy), IdLength),
                Optional(nameof(TwoFactorPolicyEntity.EnforcedFromUtcTicks)),
                Optional(nameof(TwoFactorPolicyEntity.ScheduledEpoch), RandomIdLength),
                Optional(nameof(TwoFactorPolicyEntity.RemindedAtUtcTicks)),
                Optional(nameof(TwoFactorPolicyEntity.OwnerValues)),
                Optional(nameof(TwoFactorPolicyEntity.WindowGeneration), RandomIdLength),
                Optional(nameof(TwoFactorPolicyEntity.ChangeId), RandomIdLength),
                new(nameof(TwoFactorPolicyEntity.RetiredEpochs)),
            ],
            [typeof(TwoFactorBindingEntity)] =
            [
                Hash(nameof(TwoFactorBindingEntity.Key)),
                Hash(nameof(TwoFactorBindingEntity.EpochKey)),
                new(nameof(TwoFactorBindingEntity.ScopeKind)),
                new(nameof(TwoFactorBindingEntity.ScopeId), IdLength),
                new(nameof(TwoFactorBindingEntity.ScopeStamp), StampLength),
                new(nameof(TwoFactorBindingEntity.Epoch), RandomIdLength),
                new(nameof(TwoFactorBindingEntity.MemberId), IdLength),
                new(nameof(TwoFactorBindingEntity.MemberStamp), StampLength),
                new(nameof(TwoFactorBindingEntity.Version)),
                new(nameof(TwoFactorBindingEntity.Failures)),
                Optional(nameof(TwoFactorBindingEntity.LockedUntilUtcTicks)),
                Optional(nameof(TwoFactorBindingEntity.SpentSignIns)),
                Optional(nameof(TwoFactorBindingEntity.Enrollment)),
                Optional(nameof(TwoFactorBindingEntity.Windows)),
                Optional(nameof(TwoFactorBindingEntity.Authenticators)),
                Optional(nameof(TwoFactorBindingEntity.BindingId), RandomIdLength),
                Optional(nameof(TwoFactorBindingEntity.ProtectedSecret)),
                Optional(nameof(TwoFactorBindingEntity.LastAcceptedStep)),
                Optional(nameof(TwoFactorBindingEntity.BoundAtUtcTicks)),
                Optional(nameof(TwoFactorBindingEntity.BackupCodeSalt)),
                Optional(nameof(TwoFactorBindingEntity.BackupCodeIterations)),
                Optional(nameof(TwoFactorBindingEntity.BackupCodeHashes)),
                Optional(nameof(TwoFactorBindingEntity.PendingBindingId), RandomIdLength),
                Optional(nameof(TwoFactorBindingEntity.PendingProtectedSecret)),
                Optional(nameof(TwoFactorBindingEntity.PendingReplacesBindingId), RandomIdLength),
                Optional(nameof(TwoFactorBindingEntity.PendingCallerHash)),
                Optional(nameof(TwoFactorBindingEntity.PendingOwnerMemberId), IdLength),
                Optional(nameof(TwoFactorBindingEntity.PendingExpiresAtUtcTicks)),
                Optional(nameof(TwoFactorBindingEntity.PendingLastAcceptedStep)),
            ],
            [typeof(TwoFactorNotificationEntity)] =
            [
                Hash(nameof(TwoFactorNotificationEntity.Key)),
                new(nameof(TwoFactorNotificationEntity.JobId), RandomIdLength),
                new(nameof(TwoFactorNotificationEntity.Version)),
                new(nameof(TwoFactorNotificationEntity.Lane)),
                new(nameof(TwoFactorNotificationEntity.GroupKey), RandomIdLength),
                new(nameof(TwoFactorNotificationEntity.NotBeforeUtcTicks)),
                new(nameof(TwoFactorNotificationEntity.Payload)),
            ],
            [typeof(TwoFactorDeliveryEntity)] =
            [
                Hash(nameof(TwoFactorDeliveryEntity.Key)),
                Hash(nameof(TwoFactorDeliveryEntity.JobKey)),
                new(nameof(TwoFactorDeliveryEntity.JobId), RandomIdLength),
                new(nameof(TwoFactorDeliveryEntity.Recipient), RandomIdLength),
                new(nameof(TwoFactorDeliveryEntity.Version)),
                new(nameof(TwoFactorDeliveryEntity.About), RandomIdLength),
                new(nameof(TwoFactorDeliveryEntity.Settled)),
                new(nameof(TwoFactorDeliveryEntity.Attempts)),
                new(nameof(TwoFactorDeliveryEntity.Uncertain)),
                new(nameof(TwoFactorDeliveryEntity.NotBeforeUtcTicks)),
            ],
            [typeof(TwoFactorHistoryEntity)] =
            [
                Hash(nameof(TwoFactorHistoryEntity.Key)),
                Hash(nameof(TwoFactorHistoryEntity.ScopeKey)),
                new(nameof(TwoFactorHistoryEntity.ScopeKind)),
                new(nameof(TwoFactorHistoryEntity.ScopeId), IdLength),
                new(nameof(TwoFactorHistoryEntity.ScopeStamp), StampLength),
                new(nameof(TwoFactorHistoryEntity.EventId), RandomIdLength),
                new(nameof(TwoFactorHistoryEntity.Kind), KindLength),
                new(nameof(TwoFactorHistoryEntity.TimeUtcTicks)),
                Hash(nameof(TwoFactorHistoryEntity.MemberKey)),
                new(nameof(TwoFactorHistoryEntity.MemberId), IdLength),
                new(nameof(TwoFactorHistoryEntity.AccountName), HistoryRecord.MaxTextLength),
                Hash(nameof(TwoFactorHistoryEntity.ActorKey)),
                new(nameof(TwoFactorHistoryEntity.ActorMemberId), IdLength),
                new(nameof(TwoFactorHistoryEntity.ActorAccountName), HistoryRecord.MaxTextLength),
                Optional(nameof(TwoFactorHistoryEntity.Client), HistoryRecord.MaxTextLength),
                Optional(nameof(TwoFactorHistoryEntity.Count)),
                Optional(nameof(TwoFactorHistoryEntity.Removal), KindLength),
                Optional(nameof(TwoFactorHistoryEntity.Reason)),
            ],
        };

    private static ColumnShape Hash(string name) => new(name, MaxLength: 64, IsAscii: true);

    private static ColumnShape Optional(string name, int? maxLength = null) =>
        new(name, maxLength, IsNullable: true);
}
