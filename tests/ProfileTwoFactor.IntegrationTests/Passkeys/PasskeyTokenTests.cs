using System.Security.Claims;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication.Cookies;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Passkeys;

/// <summary>Callers with a token have no cookie of the package: the challenge is in a header.</summary>
public sealed class PasskeyTokenTests
{
    [Fact]
    public async Task Caller_WithAToken_BindsAndVerifies_WithTheHeaderThatCameWithTheOptions()
    {
        await using var engine = await StartAsync();
        await engine.Host.EnableAsync();
        var mark = await engine.Host.BrowserAsync("mark");
        using var key = new FakePasskeyAuthenticator();

        var (create, header) = await OptionsAsync(mark, "passkeys/options");
        var body = new JsonObject
        {
            ["name"] = "Key",
            ["credential"] = JsonNode.Parse(key.Create(create)),
        };
        AnswerAssert.Refused(
            409,
            "no-pending-binding",
            await SendAsync(mark, "passkeys", body, header: null)
        );
        AnswerAssert.Ok(await SendAsync(mark, "passkeys", body, header));

        var (ask, ticket) = await OptionsAsync(mark, "passkeys/assertion-options");
        var proof = new JsonObject { ["passkey"] = JsonNode.Parse(key.Get(ask)) };
        var mei = await engine.Host.BrowserAsync("mei");
        AnswerAssert.Refused(409, "not-bound", await SendAsync(mei, "verify", proof, ticket));
        AnswerAssert.Refused(
            400,
            "invalid-code",
            await SendAsync(mark, "verify", proof, ticket[..^4] + "AAAA")
        );
        AnswerAssert.Ok(await SendAsync(mark, "verify", proof, ticket));
        Assert.DoesNotContain(
            mark.Cookies.GetAllCookies(),
            cookie => cookie.Name.StartsWith(".ProfileTwoFactor.K.", StringComparison.Ordinal)
        );
    }

    private static Task<TestEngine> StartAsync() =>
        PasskeyBed.StartAsync(options: options =>
        {
            // What a test has at hand stands for a bearer token.
            options.TokenAuthenticationSchemes.Add(
                CookieAuthenticationDefaults.AuthenticationScheme
            );
            options.WindowClaimTypes.Add(ClaimTypes.NameIdentifier);
        });

    private static async Task<(string Options, string Header)> OptionsAsync(
        Browser browser,
        string call
    )
    {
        var answer = await browser.PostAsync(PasskeyCalls.Acme + call);
        AnswerAssert.Ok(answer);
        return (answer.Body, answer.Header(ProfileTwoFactorDefaults.PasskeyHeader)!);
    }

    private static Task<Answer> SendAsync(
        Browser browser,
        string call,
        JsonObject body,
        string? header
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Post, PasskeyCalls.Acme + call)
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add(ProfileTwoFactorDefaults.PasskeyHeader, header);
        return browser.SendAsync(request);
    }
}
