using System.Text.Json.Serialization;

namespace ProfileTwoFactor.Bindings;

[JsonSerializable(typeof(EnrollmentState))]
internal sealed partial class EnrollmentJsonContext : JsonSerializerContext;
