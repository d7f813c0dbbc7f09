using System.Text.Json;
using Microsoft.Playwright;
using ProfileTwoFactor.BrowserTests.Infrastructure;

namespace ProfileTwoFactor.BrowserTests.Passkeys;

/// <summary>An authenticator that Chromium simulates for one page, over the DevTools protocol.</summary>
internal sealed class VirtualKey
{
    private readonly ICDPSession _session;
    private readonly string _id;

    private VirtualKey(ICDPSession session, string id) => (_session, _id) = (session, id);

    public static async Task<VirtualKey> PlugInAsync(Visitor visitor, KeyKind kind)
    {
        var session = await visitor.Context.NewCDPSessionAsync(visitor.Page);
        await session.SendAsync("WebAuthn.enable", new() { ["enableUI"] = false });
        var answer = await session.SendAsync(
            "WebAuthn.addVirtualAuthenticator",
            new()
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = kind == KeyKind.U2F ? "u2f" : "ctap2",
                    ["transport"] = kind == KeyKind.Internal ? "internal" : "usb",
                    ["hasResidentKey"] = kind == KeyKind.Internal,
                    ["hasUserVerification"] = kind == KeyKind.Internal,
                    ["isUserVerified"] = kind == KeyKind.Internal,
                    ["automaticPresenceSimulation"] = true,
                },
            }
        );
        return new(session, answer!.Value.GetProperty("authenticatorId").GetString()!);
    }

    /// <summary>The passkeys in it, as Chromium describes them.</summary>
    public async Task<IReadOnlyList<JsonElement>> CredentialsAsync()
    {
        var answer = await _session.SendAsync(
            "WebAuthn.getCredentials",
            new() { ["authenticatorId"] = _id }
        );
        return [.. answer!.Value.GetProperty("credentials").EnumerateArray()];
    }

    /// <summary>Puts the counter of its only passkey back, as a copy of the key would have it.</summary>
    public async Task TurnBackAsync()
    {
        var credential = (await CredentialsAsync()).Single();
        await _session.SendAsync(
            "WebAuthn.removeCredential",
            new()
            {
                ["authenticatorId"] = _id,
                ["credentialId"] = credential.GetProperty("credentialId").GetString()!,
            }
        );
        var copy = JsonSerializer.Deserialize<Dictionary<string, object>>(credential)!;
        copy["signCount"] = 0;
        await _session.SendAsync(
            "WebAuthn.addCredential",
            new() { ["authenticatorId"] = _id, ["credential"] = copy }
        );
    }
}
