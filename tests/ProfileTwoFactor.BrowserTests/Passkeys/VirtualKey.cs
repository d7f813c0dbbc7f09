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

    /// <summary>The person has put it away.</summary>
    public Task UnplugAsync() =>
        _session.SendAsync(
            "WebAuthn.removeVirtualAuthenticator",
            new() { ["authenticatorId"] = _id }
        );

    /// <summary>The passkeys in it, as Chromium describes them.</summary>
    public async Task<IReadOnlyList<JsonElement>> CredentialsAsync()
    {
        var answer = await _session.SendAsync(
            "WebAuthn.getCredentials",
            new() { ["authenticatorId"] = _id }
        );
        return [.. answer!.Value.GetProperty("credentials").EnumerateArray()];
    }

    /// <summary>Whether its person is verified from now on: by a finger or a PIN, where the key has that.</summary>
    public Task VerifyPersonAsync(bool verified) =>
        _session.SendAsync(
            "WebAuthn.setUserVerified",
            new() { ["authenticatorId"] = _id, ["isUserVerified"] = verified }
        );

    /// <summary>Puts the counter of its only passkey back, as a copy of the key would have it.</summary>
    public Task TurnBackAsync() => ChangeAsync("signCount", 0);

    /// <summary>Makes its only passkey one of another domain. Only what the site itself checks is left then.</summary>
    public Task MoveAsync(string relyingParty) => ChangeAsync("rpId", relyingParty);

    private async Task ChangeAsync(string property, object value)
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
        copy[property] = value;
        await _session.SendAsync(
            "WebAuthn.addCredential",
            new() { ["authenticatorId"] = _id, ["credential"] = copy }
        );
    }
}
