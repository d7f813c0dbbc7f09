-- policy: find
SELECT TOP(2) [t].[Key], [t].[ChangeId], [t].[ChangedAtUtcTicks], [t].[ChangedBy], [t].[Enabled], [t].[EnforcedFromUtcTicks], [t].[Epoch], [t].[LastEnabledEpoch], [t].[OwnerValues], [t].[RemindedAtUtcTicks], [t].[RetiredEpochs], [t].[ScheduledEpoch], [t].[ScopeId], [t].[ScopeKind], [t].[ScopeStamp], [t].[Version], [t].[WindowGeneration]
FROM [TwoFactorPolicies] AS [t]
WHERE [t].[Key] = @key

-- policy: insert
INSERT INTO [TwoFactorPolicies] ([Key], [ChangeId], [ChangedAtUtcTicks], [ChangedBy], [Enabled], [EnforcedFromUtcTicks], [Epoch], [LastEnabledEpoch], [OwnerValues], [RemindedAtUtcTicks], [RetiredEpochs], [ScheduledEpoch], [ScopeId], [ScopeKind], [ScopeStamp], [Version], [WindowGeneration]) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16)

-- policy: update
UPDATE [TwoFactorPolicies] SET [ChangeId] = @p0, [ChangedAtUtcTicks] = @p1, [ChangedBy] = @p2, [Enabled] = @p3, [EnforcedFromUtcTicks] = @p4, [Epoch] = @p5, [LastEnabledEpoch] = @p6, [OwnerValues] = @p7, [RemindedAtUtcTicks] = @p8, [RetiredEpochs] = @p9, [ScheduledEpoch] = @p10, [ScopeId] = @p11, [ScopeKind] = @p12, [ScopeStamp] = @p13, [Version] = @p14, [WindowGeneration] = @p15 WHERE [Key] = @p16 AND [Version] = @p17

-- binding: find
SELECT TOP(2) [t].[Key], [t].[Authenticators], [t].[BackupCodeHashes], [t].[BackupCodeIterations], [t].[BackupCodeSalt], [t].[BindingId], [t].[BoundAtUtcTicks], [t].[Enrollment], [t].[Epoch], [t].[EpochKey], [t].[Failures], [t].[LastAcceptedStep], [t].[LockedUntilUtcTicks], [t].[MemberId], [t].[MemberStamp], [t].[PendingBindingId], [t].[PendingCallerHash], [t].[PendingExpiresAtUtcTicks], [t].[PendingLastAcceptedStep], [t].[PendingOwnerMemberId], [t].[PendingProtectedSecret], [t].[PendingReplacesBindingId], [t].[ProtectedSecret], [t].[ScopeId], [t].[ScopeKind], [t].[ScopeStamp], [t].[SpentSignIns], [t].[Version], [t].[Windows]
FROM [TwoFactorBindings] AS [t]
WHERE [t].[Key] = @rowKey

-- binding: insert
INSERT INTO [TwoFactorBindings] ([Key], [Authenticators], [BackupCodeHashes], [BackupCodeIterations], [BackupCodeSalt], [BindingId], [BoundAtUtcTicks], [Enrollment], [Epoch], [EpochKey], [Failures], [LastAcceptedStep], [LockedUntilUtcTicks], [MemberId], [MemberStamp], [PendingBindingId], [PendingCallerHash], [PendingExpiresAtUtcTicks], [PendingLastAcceptedStep], [PendingOwnerMemberId], [PendingProtectedSecret], [PendingReplacesBindingId], [ProtectedSecret], [ScopeId], [ScopeKind], [ScopeStamp], [SpentSignIns], [Version], [Windows]) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17, @p18, @p19, @p20, @p21, @p22, @p23, @p24, @p25, @p26, @p27, @p28)

-- binding: update
UPDATE [TwoFactorBindings] SET [Authenticators] = @p0, [BackupCodeHashes] = @p1, [BackupCodeIterations] = @p2, [BackupCodeSalt] = @p3, [BindingId] = @p4, [BoundAtUtcTicks] = @p5, [Enrollment] = @p6, [Epoch] = @p7, [EpochKey] = @p8, [Failures] = @p9, [LastAcceptedStep] = @p10, [LockedUntilUtcTicks] = @p11, [MemberId] = @p12, [MemberStamp] = @p13, [PendingBindingId] = @p14, [PendingCallerHash] = @p15, [PendingExpiresAtUtcTicks] = @p16, [PendingLastAcceptedStep] = @p17, [PendingOwnerMemberId] = @p18, [PendingProtectedSecret] = @p19, [PendingReplacesBindingId] = @p20, [ProtectedSecret] = @p21, [ScopeId] = @p22, [ScopeKind] = @p23, [ScopeStamp] = @p24, [SpentSignIns] = @p25, [Version] = @p26, [Windows] = @p27 WHERE [Key] = @p28 AND [Version] = @p29

-- binding: list
SELECT TOP(@p) [t].[Key], [t].[Authenticators], [t].[BackupCodeHashes], [t].[BackupCodeIterations], [t].[BackupCodeSalt], [t].[BindingId], [t].[BoundAtUtcTicks], [t].[Enrollment], [t].[Epoch], [t].[EpochKey], [t].[Failures], [t].[LastAcceptedStep], [t].[LockedUntilUtcTicks], [t].[MemberId], [t].[MemberStamp], [t].[PendingBindingId], [t].[PendingCallerHash], [t].[PendingExpiresAtUtcTicks], [t].[PendingLastAcceptedStep], [t].[PendingOwnerMemberId], [t].[PendingProtectedSecret], [t].[PendingReplacesBindingId], [t].[ProtectedSecret], [t].[ScopeId], [t].[ScopeKind], [t].[ScopeStamp], [t].[SpentSignIns], [t].[Version], [t].[Windows]
FROM [TwoFactorBindings] AS [t]
WHERE [t].[EpochKey] = @_8__locals1_epochKey AND [t].[Key] > @after
ORDER BY [t].[Key]

-- binding: delete an epoch
SELECT [t].[Key]
FROM [TwoFactorBindings] AS [t]
WHERE [t].[EpochKey] = @value
ORDER BY [t].[Key]
OFFSET @p ROWS FETCH NEXT 1 ROWS ONLY
DELETE FROM [TwoFactorBindings] WHERE [EpochKey] = @p0

-- mail: delete a job
DELETE FROM [TwoFactorNotifications] WHERE [Key] = @p0 AND [Version] = @p1

-- mail: delete deliveries
SELECT [t].[Key]
FROM [TwoFactorDeliveries] AS [t]
WHERE [t].[JobKey] = @value
ORDER BY [t].[Key]
OFFSET @p ROWS FETCH NEXT 1 ROWS ONLY
DELETE FROM [TwoFactorDeliveries] WHERE [JobKey] = @p0

