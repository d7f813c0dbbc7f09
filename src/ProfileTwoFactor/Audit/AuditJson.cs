using System.Text.Json;
using System.Text.Json.Serialization;
using ProfileTwoFactor.Events;

namespace ProfileTwoFactor.Audit;

/// <summary>The JSON of one event, alike in the file and in the webhook. Receivers rely on the names.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(AuditLine))]
internal sealed partial class AuditJson : JsonSerializerContext
{
    /// <summary>One line without a line break: whatever a name contains is escaped.</summary>
    public static byte[] Write(TwoFactorEvent happened) =>
        JsonSerializer.SerializeToUtf8Bytes(Audit.AuditLine.From(happened), Default.AuditLine);
}
