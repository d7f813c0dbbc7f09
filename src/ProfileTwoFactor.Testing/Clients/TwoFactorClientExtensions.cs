using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace ProfileTwoFactor.Testing;

/// <summary>Completes two-factor authentication for a signed-in test client with the package's JSON endpoints.</summary>
public static class TwoFactorClientExtensions
{
    /// <summary>Enables two-factor authentication for a profile as its Owner, who is bound and verified afterwards.</summary>
    /// <param name="client">A client that is signed in as the Owner, keeps cookies as clients of <c>WebApplicationFactory</c> do, and uses HTTPS.</param>
    /// <param name="profileId">The profile.</param>
    /// <param name="clock">The clock of the host under test.</param>
    /// <param name="pathPrefix">The path prefix of the package's endpoints.</param>
    /// <returns>The Owner's authenticator.</returns>
    /// <exception cref="HttpRequestException">A call was refused. The message contains the status and the error code of the response.</exception>
    public static Task<FakeAuthenticator> EnableTwoFactorAsync(
        this HttpClient client,
        string profileId,
        TimeProvider clock,
        string pathPrefix = ProfileTwoFactorDefaults.PathPrefix
    ) => BindAsync(client, Api(pathPrefix, profileId), "enable", clock);

    /// <summary>Binds an authenticator as a member of a profile with two-factor authentication. The client is verified afterwards.</summary>
    /// <param name="client">A client that is signed in as the member, keeps cookies as clients of <c>WebApplicationFactory</c> do, and uses HTTPS.</param>
    /// <param name="profileId">The profile.</param>
    /// <param name="clock">The clock of the host under test.</param>
    /// <param name="pathPrefix">The path prefix of the package's endpoints.</param>
    /// <returns>The member's authenticator.</returns>
    /// <exception cref="HttpRequestException">A call was refused. The message contains the status and the error code of the response.</exception>
    public static Task<FakeAuthenticator> BindTwoFactorAsync(
        this HttpClient client,
        string profileId,
        TimeProvider clock,
        string pathPrefix = ProfileTwoFactorDefaults.PathPrefix
    ) => BindAsync(client, Api(pathPrefix, profileId), "bind", clock);

    /// <summary>Enters a code as a bound member. The client is verified afterwards.</summary>
    /// <param name="client">A client that is signed in as the member, keeps cookies as clients of <c>WebApplicationFactory</c> do, and uses HTTPS.</param>
    /// <param name="profileId">The profile.</param>
    /// <param name="authenticator">The member's authenticator.</param>
    /// <param name="pathPrefix">The path prefix of the package's endpoints.</param>
    /// <exception cref="HttpRequestException">A call was refused. The message contains the status and the error code of the response.</exception>
    public static Task VerifyTwoFactorAsync(
        this HttpClient client,
        string profileId,
        FakeAuthenticator authenticator,
        string pathPrefix = ProfileTwoFactorDefaults.PathPrefix
    )
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(authenticator);
        return PostAsync(
            client,
            Api(pathPrefix, profileId),
            "verify",
            new { code = authenticator.Code() }
        );
    }

    /// <summary>Binds a new passkey as a member of a profile with two-factor authentication: the first authenticator, or a further one of a verified member. The client is verified afterwards.</summary>
    /// <param name="client">A client that is signed in as the member, keeps cookies as clients of <c>WebApplicationFactory</c> do, and uses HTTPS.</param>
    /// <param name="profileId">The profile.</param>
    /// <param name="passkeys">The authenticator that keeps the passkey.</param>
    /// <param name="pathPrefix">The path prefix of the package's endpoints.</param>
    /// <exception cref="HttpRequestException">A call was refused. The message contains the status and the error code of the response.</exception>
    public static async Task BindPasskeyAsync(
        this HttpClient client,
        string profileId,
        FakePasskeyAuthenticator passkeys,
        string pathPrefix = ProfileTwoFactorDefaults.PathPrefix
    )
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(passkeys);
        var api = Api(pathPrefix, profileId);
        var options = await PostAsync(client, api, "passkeys/options", body: null);
        var credential = JsonElement.Parse(passkeys.Create(options.GetRawText()));
        await PostAsync(client, api, "passkeys", new { name = "Passkey", credential });
    }

    /// <summary>Proves a passkey as a bound member. The client is verified afterwards.</summary>
    /// <param name="client">A client that is signed in as the member, keeps cookies as clients of <c>WebApplicationFactory</c> do, and uses HTTPS.</param>
    /// <param name="profileId">The profile.</param>
    /// <param name="passkeys">The authenticator with the passkey.</param>
    /// <param name="pathPrefix">The path prefix of the package's endpoints.</param>
    /// <exception cref="HttpRequestException">A call was refused. The message contains the status and the error code of the response.</exception>
    public static async Task VerifyPasskeyAsync(
        this HttpClient client,
        string profileId,
        FakePasskeyAuthenticator passkeys,
        string pathPrefix = ProfileTwoFactorDefaults.PathPrefix
    )
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(passkeys);
        var api = Api(pathPrefix, profileId);
        var options = await PostAsync(client, api, "passkeys/assertion-options", body: null);
        var passkey = JsonElement.Parse(passkeys.Get(options.GetRawText()));
        await PostAsync(client, api, "verify", new { passkey });
    }

    private static async Task<FakeAuthenticator> BindAsync(
        HttpClient client,
        string api,
        string confirm,
        TimeProvider clock
    )
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(clock);
        var pending = await PostAsync(client, api, "binding", body: null);
        var authenticator = new FakeAuthenticator(
            pending.GetProperty("secret").GetString()!,
            clock
        );
        await PostAsync(client, api, confirm, new { code = authenticator.Code() });
        return authenticator;
    }

    private static string Api(string pathPrefix, string profileId) =>
        $"{pathPrefix}/api/profiles/{Uri.EscapeDataString(profileId)}/";

    private static async Task<JsonElement> PostAsync(
        HttpClient client,
        string api,
        string call,
        object? body
    )
    {
        var prefix = api[..api.LastIndexOf("/profiles/", StringComparison.Ordinal)];
        var antiforgery = await client.GetFromJsonAsync<JsonElement>($"{prefix}/antiforgery");
        using var request = new HttpRequestMessage(HttpMethod.Post, api + call);
        request.Headers.Add(
            antiforgery.GetProperty("headerName").GetString()!,
            antiforgery.GetProperty("token").GetString()
        );
        request.Headers.Add("Accept", "application/json");
        request.Content = body is null ? null : JsonContent.Create(body);
        using var response = await client.SendAsync(request);
        var answer = await response.Content.ReadAsStringAsync();
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw new HttpRequestException(
                $"'{call}' answered {(int)response.StatusCode}: {answer}",
                inner: null,
                response.StatusCode
            );
        }

        return JsonElement.Parse(answer);
    }
}
