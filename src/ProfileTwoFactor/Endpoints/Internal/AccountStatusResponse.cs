using System.Text.Json.Serialization;

namespace ProfileTwoFactor.Endpoints.Internal;

internal sealed class AccountStatusResponse
{
    public required string AccountName { get; init; }

    public required bool Enabled { get; init; }

    public required DateTime? EnabledAt { get; init; }

    public required int BackupCodesLeft { get; init; }

    /// <summary>Only when true.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Passkey { get; init; }

    internal static AccountStatusResponse From(AccountTwoFactorStatus status) =>
        new()
        {
            AccountName = status.AccountName,
            Enabled = status.Enabled,
            EnabledAt = status.EnabledAt?.UtcDateTime,
            BackupCodesLeft = status.BackupCodesLeft,
            Passkey = status.HasPasskey,
        };
}
