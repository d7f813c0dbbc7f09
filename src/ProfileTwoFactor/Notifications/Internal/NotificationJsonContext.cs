using System.Text.Json.Serialization;

namespace ProfileTwoFactor.Internal;

[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    IgnoreReadOnlyProperties = true
)]
[JsonSerializable(typeof(NotificationPayload))]
[JsonSerializable(typeof(DevelopmentMail[]))]
internal sealed partial class NotificationJsonContext : JsonSerializerContext;
