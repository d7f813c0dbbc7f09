using System.Text.Json.Serialization;

namespace ProfileTwoFactor.Endpoints.Internal;

/// <summary>A class, not a record: a logged instance must not print the secret.</summary>
internal sealed class PendingBindingResponse
{
    public required string Secret { get; init; }

    [JsonPropertyName("otpauthUri")]
    public required string OtpAuthUri { get; init; }

    public required string QrCodeSvg { get; init; }

    public required DateTime ExpiresAt { get; init; }

    internal static PendingBindingResponse From(PendingBindingSetup setup) =>
        new()
        {
            Secret = setup.Secret,
            OtpAuthUri = setup.OtpAuthUri,
            QrCodeSvg = setup.QrCodeSvg,
            ExpiresAt = setup.ExpiresAt.UtcDateTime,
        };
}
