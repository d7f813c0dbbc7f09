using System.Text.Json.Serialization;

namespace ProfileTwoFactor.Passkeys;

[JsonSerializable(typeof(PasskeyTicket))]
internal sealed partial class PasskeyJsonContext : JsonSerializerContext;
