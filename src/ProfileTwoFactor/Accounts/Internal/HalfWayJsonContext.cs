using System.Text.Json.Serialization;

namespace ProfileTwoFactor.Accounts.Internal;

[JsonSerializable(typeof(HalfWaySignIn))]
internal sealed partial class HalfWayJsonContext : JsonSerializerContext;
