using System.Text.Json.Serialization;

namespace ProfileTwoFactor.Endpoints.Internal;

internal sealed class StatusResponse
{
    public required string ProfileId { get; init; }

    public required string ProfileName { get; init; }

    public required bool Enabled { get; init; }

    public required DateTime? EnabledAt { get; init; }

    public required string Enforcement { get; init; }

    public required DateTime? EnforcedFrom { get; init; }

    public required string OwnerEmail { get; init; }

    public required PolicyResponse Policy { get; init; }

    public required MemberStatusResponse You { get; init; }

    /// <summary>Only in the answer to a backup code.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? BackupCodesLeft { get; init; }

    internal static StatusResponse From(ProfileTwoFactorStatus status) =>
        From(status, backupCodesLeft: null);

    internal static StatusResponse From(VerificationResult outcome) =>
        From(outcome.Status!, outcome.BackupCodesLeft);

    private static StatusResponse From(ProfileTwoFactorStatus status, int? backupCodesLeft) =>
        new()
        {
            ProfileId = status.ProfileId,
            ProfileName = status.ProfileName,
            Enabled = status.Enabled,
            EnabledAt = status.Enabled ? status.EnabledAt?.UtcDateTime : null,
            Enforcement = Name(status.Enforcement),
            EnforcedFrom = status.EnforcedFrom?.UtcDateTime,
            OwnerEmail = status.OwnerEmail,
            Policy = PolicyResponse.From(status.Policy),
            You = MemberStatusResponse.From(status.You),
            BackupCodesLeft = backupCodesLeft,
        };

    private static string Name(ProfileEnforcement enforcement) =>
        enforcement switch
        {
            ProfileEnforcement.Off => "off",
            ProfileEnforcement.Scheduled => "scheduled",
            ProfileEnforcement.Enforced => "enforced",
            _ => throw new ArgumentOutOfRangeException(
                nameof(enforcement),
                enforcement,
                message: null
            ),
        };
}
