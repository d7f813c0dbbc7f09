using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ProfileTwoFactor.Testing.Authenticators.Internal;

namespace ProfileTwoFactor.Testing;

/// <summary>A passkey authenticator and the browser before it, for tests without a browser: software keys of ES256 (P-256 with SHA-256).</summary>
/// <remarks>
/// It takes the options that the package's endpoints return and makes what a page would send back. Unlike a browser, it checks nothing, so that
/// tests can also make what a browser would refuse: set another <see cref="Origin"/> or <see cref="RelyingPartyId"/>.
/// </remarks>
public sealed class FakePasskeyAuthenticator : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<SoftwareKey> _keys = [];

    /// <summary>Creates an authenticator in a browser that shows pages of an origin.</summary>
    /// <param name="origin">The origin of the site under test, such as <c>https://localhost</c>.</param>
    public FakePasskeyAuthenticator(string origin = "https://localhost")
    {
        ArgumentException.ThrowIfNullOrEmpty(origin);
        Origin = origin;
    }

    /// <summary>The origin that the browser states.</summary>
    public string Origin { get; set; }

    /// <summary>The relying party id that the authenticator signs.</summary>
    /// <value>The default is null: the one in the options.</value>
    public string? RelyingPartyId { get; set; }

    /// <summary>Whether the authenticator verifies the person, by a PIN or biometrics.</summary>
    /// <value>The default is true. Security keys without a PIN don't.</value>
    public bool VerifiesUser { get; set; } = true;

    /// <summary>The signature counter of the last use. Each use adds one, so a lower value is what a copied key would send.</summary>
    /// <value>The default is 0.</value>
    public uint SignCount { get; set; }

    /// <summary>Whether the authenticator counts its uses.</summary>
    /// <value>The default is true. Passkeys that are copied to all devices of a person always send 0.</value>
    public bool Counts { get; set; } = true;

    /// <summary>Whether passkeys can be copied to other devices of the person.</summary>
    /// <value>The default is false.</value>
    public bool IsBackupEligible { get; set; }

    /// <summary>Whether passkeys were copied.</summary>
    /// <value>The default is false.</value>
    public bool IsBackedUp { get; set; }

    /// <summary>The model (AAGUID) that it states.</summary>
    /// <value>The default is all zeros, as keys of the U2F era have it.</value>
    public Guid Model { get; set; }

    /// <summary>Whether it returns the user handle.</summary>
    /// <value>The default is false, as security keys do for credentials that a site lists.</value>
    public bool ReturnsUserHandle { get; set; }

    /// <summary>Creates a passkey, as <c>navigator.credentials.create</c> does.</summary>
    /// <param name="options">The response of <c>passkeys/options</c>.</param>
    /// <returns>The credential as JSON: <c>"credential"</c> in the body of <c>passkeys</c>.</returns>
    /// <exception cref="InvalidOperationException">The options exclude a passkey that this authenticator has.</exception>
    public string Create(string options)
    {
        var json = Parse(options);
        lock (_lock)
        {
            if (Listed(json["excludeCredentials"]) is not null)
            {
                throw new InvalidOperationException(
                    "The options exclude a passkey of this authenticator: it is bound already. Use another FakePasskeyAuthenticator."
                );
            }

            var key = new SoftwareKey(Base64Url.DecodeFromChars(Text(json["user"]!["id"]!)));
            _keys.Add(key);
            var data = AuthenticatorData.Create(
                RelyingPartyId ?? Text(json["rp"]!["id"]!),
                Flags(),
                Next(),
                AuthenticatorData.Attested(Model, key)
            );
            return Credential(
                key,
                new JsonObject
                {
                    ["clientDataJSON"] = Encode(ClientData("webauthn.create", json)),
                    ["attestationObject"] = Encode(AuthenticatorData.AttestationObject(data)),
                    ["transports"] = new JsonArray("usb"),
                }
            );
        }
    }

    /// <summary>Proves a passkey, as <c>navigator.credentials.get</c> does.</summary>
    /// <param name="options">The response of <c>passkeys/assertion-options</c>.</param>
    /// <returns>The credential as JSON: <c>"passkey"</c> in the body of <c>verify</c>.</returns>
    /// <exception cref="InvalidOperationException">The options list no passkey of this authenticator.</exception>
    public string Get(string options)
    {
        var json = Parse(options);
        lock (_lock)
        {
            var key =
                Listed(json["allowCredentials"])
                ?? throw new InvalidOperationException(
                    "The options list no passkey of this authenticator."
                );
            var clientData = ClientData("webauthn.get", json);
            var data = AuthenticatorData.Create(
                RelyingPartyId ?? Text(json["rpId"]!),
                Flags(),
                Next(),
                attested: null
            );
            return Credential(
                key,
                new JsonObject
                {
                    ["clientDataJSON"] = Encode(clientData),
                    ["authenticatorData"] = Encode(data),
                    ["signature"] = Encode(key.Sign(data, clientData)),
                    ["userHandle"] = ReturnsUserHandle ? Encode(key.UserHandle) : null,
                }
            );
        }
    }

    /// <summary>Throws the keys away.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _keys.ForEach(key => key.Dispose());
            _keys.Clear();
        }
    }

    private SoftwareKey? Listed(JsonNode? descriptors) =>
        (descriptors as JsonArray ?? [])
            .Select(it => Text(it!["id"]!))
            .Select(id => _keys.Find(key => Encode(key.Id) == id))
            .FirstOrDefault(key => key is not null);

    private byte[] ClientData(string type, JsonNode options) =>
        Encoding.UTF8.GetBytes(
            new JsonObject
            {
                ["type"] = type,
                ["challenge"] = Text(options["challenge"]!),
                ["origin"] = Origin,
                ["crossOrigin"] = false,
            }.ToJsonString()
        );

    private uint Next() => Counts ? ++SignCount : 0;

    private AuthenticatorFlags Flags() =>
        AuthenticatorFlags.UserPresent
        | (VerifiesUser ? AuthenticatorFlags.UserVerified : 0)
        | (IsBackupEligible ? AuthenticatorFlags.BackupEligible : 0)
        | (IsBackedUp ? AuthenticatorFlags.BackedUp : 0);

    private static string Credential(SoftwareKey key, JsonObject response) =>
        new JsonObject
        {
            ["id"] = Encode(key.Id),
            ["rawId"] = Encode(key.Id),
            ["type"] = "public-key",
            ["authenticatorAttachment"] = "cross-platform",
            ["clientExtensionResults"] = new JsonObject(),
            ["response"] = response,
        }.ToJsonString();

    private static JsonNode Parse(string options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(options);
        return JsonNode.Parse(options) ?? throw new JsonException("The options are null.");
    }

    private static string Text(JsonNode node) => node.GetValue<string>();

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
