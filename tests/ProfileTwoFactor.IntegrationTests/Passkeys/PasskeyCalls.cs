using System.Text.Json.Nodes;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Passkeys;

/// <summary>The calls of a page with a passkey. <c>api</c> is that of a profile or of the account.</summary>
internal static class PasskeyCalls
{
    public const string Acme = "/two-factor/api/profiles/acme/";
    public const string Account = "/two-factor/api/account/";

    public static async Task<string> CreateOptionsAsync(this Browser browser, string api = Acme)
    {
        var options = await browser.PostAsync(api + "passkeys/options");
        AnswerAssert.Ok(options);
        return options.Body;
    }

    public static async Task<string> AskOptionsAsync(this Browser browser, string api = Acme)
    {
        var options = await browser.PostAsync(api + "passkeys/assertion-options");
        AnswerAssert.Ok(options);
        return options.Body;
    }

    public static Task<Answer> SendNewAsync(
        this Browser browser,
        string credential,
        string api = Acme,
        string call = "passkeys",
        string? name = "Key"
    ) =>
        browser.PostAsync(
            api + call,
            new JsonObject { ["name"] = name, ["credential"] = JsonNode.Parse(credential) }
        );

    public static Task<Answer> SendProofAsync(
        this Browser browser,
        string credential,
        string api = Acme
    ) =>
        browser.PostAsync(
            api + "verify",
            new JsonObject { ["passkey"] = JsonNode.Parse(credential) }
        );

    public static async Task<Answer> BindPasskeyAsync(
        this Browser browser,
        FakePasskeyAuthenticator key,
        string api = Acme
    ) => await browser.SendNewAsync(key.Create(await browser.CreateOptionsAsync(api)), api);

    public static async Task<Answer> VerifyPasskeyAsync(
        this Browser browser,
        FakePasskeyAuthenticator key,
        string api = Acme
    ) => await browser.SendProofAsync(key.Get(await browser.AskOptionsAsync(api)), api);

    public static string? StateOf(Answer status) =>
        status.Json.GetProperty("you").GetProperty("state").GetString();
}
