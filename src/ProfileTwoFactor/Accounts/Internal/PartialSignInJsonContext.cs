using System.Text.Json.Serialization;

namespace ProfileTwoFactor.Accounts.Internal;

[JsonSerializable(typeof(PartialSignIn))]
internal sealed partial class PartialSignInJsonContext : JsonSerializerContext;
