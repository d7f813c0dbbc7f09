using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Account;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Passkeys;

public sealed class AccountPasskeyTests
{
    [Fact]
    public async Task Account_IsEnabledWithAPasskey_AndGivesBackupCodes()
    {
        await using var host = await StartAsync();
        var browser = await host.PasswordAsync("mark", HttpStatusCode.OK);
        using var key = new FakePasskeyAuthenticator();

        var enabled = await EnableAsync(browser, key);

        Assert.Equal(10, AccountHost.Codes(enabled).Count);
        AnswerAssert.Refused(409, "already-enabled", await EnableAsync(browser, new()));
        AnswerAssert.Ok(await browser.GetAsync("/me"));
    }

    [Fact]
    public async Task SignIn_ThatWaits_IsCompletedByAPasskey_Once()
    {
        await using var host = await StartAsync();
        using var key = new FakePasskeyAuthenticator();
        await EnableAsync(await host.PasswordAsync("mark", HttpStatusCode.OK), key);
        var browser = await host.PasswordAsync("mark");
        var copy = await host.BrowserAsync();
        copy.Cookies.Add(browser.Cookies.GetAllCookies());
        AnswerAssert.Refused(
            401,
            "account-verification-required",
            await browser.GetAsync("/two-factor/api/account")
        );
        var options = await browser.AskOptionsAsync(PasskeyCalls.Account);
        copy.Cookies.Add(browser.Cookies.GetAllCookies());
        var proof = key.Get(options);

        var done = await browser.SendProofAsync(proof, PasskeyCalls.Account);

        Assert.Equal(204, done.StatusCode);
        AnswerAssert.Ok(await browser.GetAsync("/me"));
        AnswerAssert.Refused(
            401,
            "sign-in-required",
            await copy.SendProofAsync(proof, PasskeyCalls.Account)
        );
    }

    [Theory]
    [InlineData(false, "hwk")]
    [InlineData(true, "swk")]
    public async Task Session_SaysWhetherThePasskeyCanBeCopied(bool isCopied, string method)
    {
        await using var host = await StartAsync();
        using var key = new FakePasskeyAuthenticator
        {
            IsBackupEligible = isCopied,
            IsBackedUp = isCopied,
            Counts = !isCopied,
        };
        await EnableAsync(await host.PasswordAsync("mark", HttpStatusCode.OK), key);
        var browser = await host.PasswordAsync("mark");

        await browser.VerifyPasskeyAsync(key, PasskeyCalls.Account);

        Assert.Equal(
            [method, "mfa"],
            AccountSignInTests.Claims(
                await browser.GetAsync("/me"),
                AccountClaims.AuthenticationMethod
            )
        );
    }

    [Fact]
    public async Task Principal_OfAProfilesScheme_SaysByWhatItWasVerified()
    {
        await using var host = await AccountHost.StartAsync(
            services => services.AddProfileTwoFactor().AddPasskeys(),
            map: routes =>
                routes
                    .MapGet(
                        "/amr/{sid}",
                        async (HttpContext context) =>
                        {
                            var result = await context.AuthenticateAsync(
                                ProfileTwoFactorDefaults.AuthenticationScheme
                            );
                            return string.Join(
                                ' ',
                                result.Principal!.FindAll("amr").Select(claim => claim.Value)
                            );
                        }
                    )
                    .SkipProfileTwoFactor()
        );
        var (olivia, _) = await host.Host.EnableAsync();
        using var key = new FakePasskeyAuthenticator();
        Assert.Equal("otp", (await olivia.GetAsync("/amr/acme")).Body);

        AnswerAssert.Ok(await olivia.BindPasskeyAsync(key));
        AnswerAssert.Ok(await olivia.VerifyPasskeyAsync(key));

        Assert.Equal("hwk", (await olivia.GetAsync("/amr/acme")).Body);
        var codes = await olivia.ProfilePostAsync("acme", "backup-codes");
        AnswerAssert.Ok(
            await olivia.ProfilePostAsync(
                "acme",
                "verify",
                new { backupCode = AccountHost.Codes(codes)[0] }
            )
        );
        Assert.Equal("mfa", (await olivia.GetAsync("/amr/acme")).Body);
    }

    [Fact]
    public async Task Passkey_IsAddedToAnAccountWithAnApp_AndGivesAFreshProof()
    {
        await using var host = await StartAsync();
        var (browser, app, _) = await host.EnableAsync("mark");
        using var key = new FakePasskeyAuthenticator();
        host.Clock.Advance(TimeSpan.FromMinutes(11));
        AnswerAssert.Refused(
            401,
            "fresh-verification-required",
            await browser.PostAsync(PasskeyCalls.Account + "passkeys/options")
        );
        AnswerAssert.Ok(await browser.AccountPostAsync("verify", new { code = app.Code() }));

        var added = await browser.BindPasskeyAsync(key, PasskeyCalls.Account);

        AnswerAssert.Ok(added);
        Assert.True(added.Json.GetProperty("enabled").GetBoolean());
        host.Clock.Advance(TimeSpan.FromMinutes(11));
        AnswerAssert.Ok(await browser.VerifyPasskeyAsync(key, PasskeyCalls.Account));
        AnswerAssert.Ok(await browser.AccountPostAsync("disable"));
    }

    [Fact]
    public async Task Account_WithoutAPasskey_OrWithoutASignIn_GetsNoOptions()
    {
        await using var host = await StartAsync();
        await host.EnableAsync("mark");
        var waiting = await host.PasswordAsync("mark");
        var stranger = await host.BrowserAsync();

        AnswerAssert.Refused(
            409,
            "not-bound",
            await waiting.PostAsync(PasskeyCalls.Account + "passkeys/assertion-options")
        );
        AnswerAssert.Refused(
            401,
            "sign-in-required",
            await stranger.PostAsync(PasskeyCalls.Account + "passkeys/assertion-options")
        );
        AnswerAssert.Refused(
            401,
            "account-verification-required",
            await waiting.PostAsync(PasskeyCalls.Account + "passkeys/options")
        );
    }

    [Fact]
    public async Task Passkey_OfAProfile_IsNoneOfTheAccount()
    {
        await using var host = await StartAsync();
        using var account = new FakePasskeyAuthenticator();
        using var profile = new FakePasskeyAuthenticator();
        var olivia = await host.PasswordAsync("olivia", HttpStatusCode.OK);
        AnswerAssert.Ok(await EnableAsync(olivia, account));
        AnswerAssert.Ok(
            await olivia.SendNewAsync(
                profile.Create(await olivia.CreateOptionsAsync()),
                call: "enable"
            )
        );

        var asked = await olivia.AskOptionsAsync(PasskeyCalls.Account);

        Assert.Throws<InvalidOperationException>(() => profile.Get(asked));
        AnswerAssert.Refused(
            400,
            "invalid-code",
            await olivia.SendProofAsync(account.Get(asked), PasskeyCalls.Acme)
        );
    }

    private static Task<AccountHost> StartAsync() =>
        AccountHost.StartAsync(services => services.AddProfileTwoFactor().AddPasskeys());

    private static async Task<Answer> EnableAsync(Browser browser, FakePasskeyAuthenticator key)
    {
        var options = await browser.PostAsync(PasskeyCalls.Account + "passkeys/options");
        return options.StatusCode == 200
            ? await browser.SendNewAsync(key.Create(options.Body), PasskeyCalls.Account, "enable")
            : options;
    }
}
