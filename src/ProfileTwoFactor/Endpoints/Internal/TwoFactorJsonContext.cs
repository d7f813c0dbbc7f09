using System.Text.Json.Serialization;

namespace ProfileTwoFactor.Endpoints.Internal;

/// <summary>The package's own JSON settings: the host's naming policy must not rename what clients rely on.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AntiforgeryResponse))]
[JsonSerializable(typeof(StatusResponse))]
[JsonSerializable(typeof(PendingBindingResponse))]
[JsonSerializable(typeof(BackupCodesResponse))]
[JsonSerializable(typeof(EnrollmentPassResponse))]
[JsonSerializable(typeof(MemberResponse[]))]
[JsonSerializable(typeof(AuthenticatorResponse[]))]
[JsonSerializable(typeof(WindowResponse[]))]
[JsonSerializable(typeof(HistoryResponse))]
[JsonSerializable(typeof(PreviewResponse))]
[JsonSerializable(typeof(RemindersResponse))]
[JsonSerializable(typeof(AccountStatusResponse))]
[JsonSerializable(typeof(AccountEnabledResponse))]
[JsonSerializable(typeof(AccountDisabledResponse))]
internal sealed partial class TwoFactorJsonContext : JsonSerializerContext;
