using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Passkeys;

/// <summary>An Owner who accepts passkeys alone, while people work.</summary>
public sealed class PasskeysOnlyTests
{
    [Fact]
    public async Task Profile_TightenedToPasskeys_EndsWindowsOfCodes_AndAsksForAPasskey()
    {
        await using var engine = await PasskeyBed.StartAsync();
        using var owners = new FakePasskeyAuthenticator();
        var olivia = await engine.Host.BrowserAsync("olivia");
        AnswerAssert.Ok(
            await olivia.SendNewAsync(
                owners.Create(await olivia.CreateOptionsAsync()),
                call: "enable"
            )
        );
        var (mark, app) = await engine.Host.BindAsync("mark");
        engine.Clock.NextStep();
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));

        AnswerAssert.Ok(await AllowAsync(olivia, "passkey"));

        AnswerAssert.Refused(401, "binding-required", await mark.GetAsync("/p/acme"));
        AnswerAssert.Ok(await olivia.GetAsync("/p/acme"));
        var typed = await mark.VerifyAsync(app.Code());
        Assert.Equal(("authenticator-not-allowed", false), (typed.Code, typed.StatusCode == 200));
        using var key = new FakePasskeyAuthenticator();
        AnswerAssert.Ok(await mark.BindPasskeyAsync(key));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        var other = await engine.Host.BrowserAsync("mark");
        AnswerAssert.Ok(await other.VerifyPasskeyAsync(key));
    }

    [Fact]
    public async Task Profile_TightenedToCodes_RefusesPasskeys()
    {
        await using var engine = await PasskeyBed.StartAsync();
        var (olivia, _) = await engine.Host.EnableAsync();
        var mark = await engine.Host.BrowserAsync("mark");
        using var key = new FakePasskeyAuthenticator();
        AnswerAssert.Ok(await mark.BindPasskeyAsync(key));
        var proof = key.Get(await mark.AskOptionsAsync());

        AnswerAssert.Ok(await AllowAsync(olivia, "totp"));

        AnswerAssert.Refused(401, "binding-required", await mark.GetAsync("/p/acme"));
        Assert.Equal("authenticator-not-allowed", (await mark.SendProofAsync(proof)).Code);
        Assert.Equal(
            "authenticator-not-allowed",
            (await mark.PostAsync(PasskeyCalls.Acme + "passkeys/options")).Code
        );
        await mark.BindAsync();
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
    }

    private static Task<Answer> AllowAsync(Browser owner, string kind) =>
        owner.ChangeAsync(
            HttpMethod.Put,
            PasskeyCalls.Acme + "policy",
            new { allowedAuthenticators = new[] { kind } }
        );
}
