using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ProfileTwoFactor.Passkeys.Internal;

/// <summary>What a browser sent, with the members that are looked at and no other.</summary>
/// <remarks>The framework's handler reads the same text as this package: written again, it can be understood in one way only.</remarks>
internal sealed class CredentialJson
{
    private const int UserVerifiedPosition = 32;
    private const byte UserVerified = 0x04;
    private const int MostTransports = 8;

    private static readonly JsonDocumentOptions Options = new()
    {
        AllowDuplicateProperties = false,
        MaxDepth = 8,
    };

    private readonly byte[]? _clientData;
    private readonly byte[]? _authenticatorData;

    private CredentialJson(JsonObject json, byte[]? clientData, byte[]? authenticatorData)
    {
        Text = json.ToJsonString();
        _clientData = clientData;
        _authenticatorData = authenticatorData;
    }

    public string Text { get; }

    /// <summary>Whether the authenticator says that it verified the person. Believed once the signature is right.</summary>
    public bool IsUserVerified =>
        _authenticatorData is { Length: > UserVerifiedPosition }
        && (_authenticatorData[UserVerifiedPosition] & UserVerified) != 0;

    /// <summary>Whether the browser answered the challenge of this state. The handler compares them as well, but doesn't say which of its checks failed.</summary>
    public bool Answers(string state) =>
        ChallengeOf(Encoding.UTF8.GetBytes(state)) is { } asked
        && string.Equals(asked, ChallengeOf(_clientData), StringComparison.Ordinal);

    private static string? ChallengeOf(byte[]? json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            foreach (var member in document.RootElement.EnumerateObject())
            {
                // The handler's own state, whose form isn't documented.
                if (string.Equals(member.Name, "challenge", StringComparison.OrdinalIgnoreCase))
                {
                    return member
                        .Value.GetString()
                        ?.TrimEnd('=')
                        .Replace('+', '-')
                        .Replace('/', '_');
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The handler has refused it.
        }

        return null;
    }

    public static CredentialJson? OfRegistration(string text) =>
        Read(
            text,
            (response, read) =>
            {
                read.Take(response, "attestationObject");
                read.Response["transports"] = Transports(response);
            }
        );

    public static CredentialJson? OfAssertion(string text) =>
        Read(
            text,
            (response, read) =>
            {
                read.AuthenticatorData = read.Take(response, "authenticatorData");
                read.Take(response, "signature");
                // Null for security keys: who it is, is known without. Some clients send an empty one in its place.
                if (
                    response.TryGetProperty("userHandle", out var handle)
                    && handle.ValueKind is not JsonValueKind.Null
                    && !(handle.ValueKind is JsonValueKind.String && handle.ValueEquals(""))
                )
                {
                    read.Take(response, "userHandle");
                }
            }
        );

    private static CredentialJson? Read(string text, Action<JsonElement, Reading> more)
    {
        try
        {
            using var json = JsonDocument.Parse(text, Options);
            var response = json.RootElement.GetProperty("response");
            var read = new Reading();
            var clientData = read.Take(response, "clientDataJSON");
            more(response, read);
            var id = json.RootElement.GetProperty("id").GetString();
            return read.IsComplete && IsBase64Url(id)
                ? new(
                    new JsonObject
                    {
                        ["id"] = id,
                        ["type"] = json.RootElement.GetProperty("type").GetString(),
                        ["clientExtensionResults"] = new JsonObject(),
                        ["response"] = read.Response,
                    },
                    clientData,
                    read.AuthenticatorData
                )
                : null;
        }
        catch (Exception exception)
            when (exception
                    is JsonException
                        or InvalidOperationException
                        or KeyNotFoundException
                        or FormatException
            )
        {
            // InvalidOperationException: a member of another type than the one that was asked for.
            return null;
        }
    }

    // How browsers say that they reached the authenticator. They are told so again when they are asked for it.
    private static JsonArray Transports(JsonElement response) =>
        response.TryGetProperty("transports", out var stated)
        && stated.ValueKind is JsonValueKind.Array
            ? new([
                .. stated
                    .EnumerateArray()
                    .Where(it => it.ValueKind is JsonValueKind.String)
                    .Select(it => it.GetString()!)
                    .Where(it =>
                        it.Length is > 0 and <= 32
                        && it.All(c => char.IsAsciiLetterLower(c) || c == '-')
                    )
                    .Distinct(StringComparer.Ordinal)
                    .Take(MostTransports)
                    .Select(it => JsonValue.Create(it)),
            ])
            : [];

    private static bool IsBase64Url(string? text) =>
        text is { Length: > 0 } && Base64Url.IsValid(text) && !text.Contains('=');

    private sealed class Reading
    {
        public JsonObject Response { get; } = [];

        public byte[]? AuthenticatorData { get; set; }

        public bool IsComplete { get; private set; } = true;

        public byte[]? Take(JsonElement response, string name)
        {
            var text = response.GetProperty(name).GetString();
            if (!IsBase64Url(text))
            {
                IsComplete = false;
                return null;
            }

            Response[name] = text;
            return Base64Url.DecodeFromChars(text);
        }
    }
}
