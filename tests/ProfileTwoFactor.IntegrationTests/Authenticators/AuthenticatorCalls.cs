using System.Text.Json;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Passkeys;

namespace ProfileTwoFactor.IntegrationTests.Authenticators;

/// <summary>The calls about a person's list of authenticators. <c>api</c> is that of a profile or of the account.</summary>
internal static class AuthenticatorCalls
{
    public static async Task<JsonElement[]> ListAsync(
        this Browser browser,
        string api = PasskeyCalls.Acme
    )
    {
        var answer = await browser.GetAsync(api + "authenticators");
        AnswerAssert.Ok(answer);
        return [.. answer.Json.EnumerateArray()];
    }

    public static Task<Answer> BeginAddingAsync(
        this Browser browser,
        string? name = null,
        string api = PasskeyCalls.Acme
    ) =>
        browser.PostAsync(
            api + "binding",
            name is null ? new { add = true } : new { add = true, name }
        );

    /// <summary>A further app, confirmed.</summary>
    public static async Task<FakeAuthenticator> AddAsync(
        this Browser browser,
        TimeProvider clock,
        string? name = null,
        string api = PasskeyCalls.Acme
    )
    {
        var begun = await browser.BeginAddingAsync(name, api);
        AnswerAssert.Ok(begun);
        var app = new FakeAuthenticator(begun.Json.GetProperty("secret").GetString()!, clock);
        AnswerAssert.Ok(
            await browser.PostAsync(
                api + (api == PasskeyCalls.Account ? "enable" : "bind"),
                new { code = app.CurrentCode() }
            )
        );
        return app;
    }

    public static Task<Answer> RemoveAsync(
        this Browser browser,
        string id,
        string api = PasskeyCalls.Acme
    ) => browser.ChangeAsync(HttpMethod.Delete, $"{api}authenticators/{id}");

    public static Task<Answer> RenameAsync(
        this Browser browser,
        string id,
        object body,
        string api = PasskeyCalls.Acme
    ) => browser.ChangeAsync(HttpMethod.Patch, $"{api}authenticators/{id}", body);

    public static string IdOf(JsonElement item) => item.GetProperty("id").GetString()!;

    public static string NameOf(JsonElement item) => item.GetProperty("name").GetString()!;
}
