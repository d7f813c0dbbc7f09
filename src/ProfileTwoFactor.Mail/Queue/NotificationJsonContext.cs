using System.Text.Json.Serialization;
using ProfileTwoFactor.Mail.Development;

namespace ProfileTwoFactor.Mail.Queue;

[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    IgnoreReadOnlyProperties = true
)]
[JsonSerializable(typeof(NotificationPayload))]
[JsonSerializable(typeof(DevelopmentMail[]))]
internal sealed partial class NotificationJsonContext : JsonSerializerContext;
