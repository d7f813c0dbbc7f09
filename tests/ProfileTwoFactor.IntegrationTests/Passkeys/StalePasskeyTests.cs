using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Passkeys;

/// <summary>What was begun before something ended doesn't go on after it.</summary>
public sealed class StalePasskeyTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Proof_used_once_does_not_bind_again_after_reset(bool asksAgain)
    {
        var mail = new RecordingCodeSender();
        await using var engine = await ProofBedAsync(mail);
        var olivia = await engine.Host.BrowserAsync("olivia");
        await olivia.ProfilePostAsync("acme", "enrollment/email");
        using var owners = new FakePasskeyAuthenticator();
        var options = await OptionsAsync(olivia, mail.Code);
        AnswerAssert.Ok(await olivia.SendNewAsync(owners.Create(options), call: "enable"));

        var mark = await engine.Host.BrowserAsync("mark");
        await mark.ProfilePostAsync("acme", "enrollment/email");
        options = await OptionsAsync(mark, mail.Code);
        var kept = mark.Cookies.GetAllCookies();
        using var key = new FakePasskeyAuthenticator();
        var created = key.Create(options);
        if (asksAgain)
        {
            AnswerAssert.Ok(await mark.SendNewAsync(created));
        }

        await ResetAsync(engine, olivia);
        mark.Cookies.Add(kept);

        if (asksAgain)
        {
            AnswerAssert.Refused(
                401,
                "enrollment-proof-required",
                await mark.PostAsync(PasskeyCalls.Acme + "passkeys/options")
            );
        }

        AnswerAssert.Refused(409, "no-pending-binding", await mark.SendNewAsync(created));
    }

    [Theory]
    [InlineData("passkeys/options")]
    [InlineData("binding")]
    public async Task Proof_of_a_browser_is_not_renewed_for_ever(string call)
    {
        var mail = new RecordingCodeSender();
        await using var engine = await ProofBedAsync(mail);
        var olivia = await engine.Host.BrowserAsync("olivia");
        await olivia.ProfilePostAsync("acme", "enrollment/email");
        await OptionsAsync(olivia, mail.Code);
        engine.Clock.Advance(TimeSpan.FromMinutes(4));
        AnswerAssert.Ok(await olivia.PostAsync(PasskeyCalls.Acme + call));
        engine.Clock.Advance(TimeSpan.FromMinutes(4));
        AnswerAssert.Ok(await olivia.PostAsync(PasskeyCalls.Acme + call));
        engine.Clock.Advance(TimeSpan.FromMinutes(8));

        AnswerAssert.Refused(
            401,
            "enrollment-proof-required",
            await olivia.PostAsync(PasskeyCalls.Acme + call)
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reset_ends_a_registration_that_was_begun_before_it(bool wasBound)
    {
        await using var engine = await PasskeyBed.StartAsync();
        var (owner, mark, _) = await engine.WithMarkAsync();
        await ResetAsync(engine, owner);
        if (!wasBound)
        {
            await engine.ChangeAsync("mark", record => record with { SpentSignIns = [] });
        }

        using var key = new FakePasskeyAuthenticator();
        var created = key.Create(await mark.CreateOptionsAsync());
        await ResetAsync(engine, owner);

        AnswerAssert.Refused(409, "no-pending-binding", await mark.SendNewAsync(created));
        AnswerAssert.Ok(await mark.BindPasskeyAsync(key));
    }

    [Fact]
    public async Task Copied_passkey_of_an_account_leaves_no_session_that_it_opened()
    {
        await using var host = await AccountHost.StartAsync(services =>
            services.AddProfileTwoFactor().AddPasskeys()
        );
        var own = await host.PasswordAsync("mark", HttpStatusCode.OK);
        using var key = new FakePasskeyAuthenticator();
        var created = key.Create(await own.CreateOptionsAsync(PasskeyCalls.Account));
        AnswerAssert.Ok(await own.SendNewAsync(created, PasskeyCalls.Account, "enable"));
        key.SignCount = 10;
        var thief = await host.PasswordAsync("mark");
        Assert.Equal(204, (await thief.VerifyPasskeyAsync(key, PasskeyCalls.Account)).StatusCode);
        AnswerAssert.Ok(await thief.GetAsync("/me"));
        key.SignCount = 3;
        var again = await host.PasswordAsync("mark");

        AnswerAssert.Refused(
            400,
            "invalid-code",
            await again.VerifyPasskeyAsync(key, PasskeyCalls.Account)
        );

        AnswerAssert.Refused(401, "account-verification-required", await thief.GetAsync("/me"));
        AnswerAssert.Refused(
            409,
            "not-bound",
            await (await host.PasswordAsync("mark")).PostAsync(
                PasskeyCalls.Account + "passkeys/assertion-options"
            )
        );
    }

    [Fact]
    public async Task Two_tabs_whose_proofs_arrive_in_the_other_order_do_not_disable_a_passkey()
    {
        await using var engine = await PasskeyBed.StartAsync();
        await engine.Host.EnableAsync();
        var mark = await engine.Host.BrowserAsync("mark");
        using var key = new FakePasskeyAuthenticator();
        AnswerAssert.Ok(await mark.BindPasskeyAsync(key));
        var one = await engine.Host.BrowserAsync("mark");
        var two = await engine.Host.BrowserAsync("mark");
        var first = key.Get(await one.AskOptionsAsync());
        var second = key.Get(await two.AskOptionsAsync());

        AnswerAssert.Ok(await two.SendProofAsync(second));
        AnswerAssert.Refused(400, "invalid-code", await one.SendProofAsync(first));

        var record = (await engine.RecordAsync("mark"))!;
        Assert.Null(record.Active!.Authenticators[0].DisabledAt);
        Assert.Equal(0, record.Failures);
        AnswerAssert.Ok(await one.VerifyPasskeyAsync(key));
    }

    [Fact]
    public async Task Second_tab_costs_no_attempt_and_takes_nothing_from_the_other()
    {
        await using var engine = await PasskeyBed.StartAsync();
        await engine.Host.EnableAsync();
        var mark = await engine.Host.BrowserAsync("mark");
        using var key = new FakePasskeyAuthenticator();
        AnswerAssert.Ok(await mark.BindPasskeyAsync(key));
        var first = key.Get(await mark.AskOptionsAsync());
        var second = key.Get(await mark.AskOptionsAsync());

        AnswerAssert.Refused(400, "invalid-code", await mark.SendProofAsync(first));

        Assert.Equal(0, (await engine.RecordAsync("mark"))!.Failures);
        AnswerAssert.Ok(await mark.SendProofAsync(second));
    }

    [Fact]
    public async Task Name_that_is_null_is_one_that_was_left_out()
    {
        await using var engine = await PasskeyBed.StartAsync();
        await engine.Host.EnableAsync();
        var mark = await engine.Host.BrowserAsync("mark");
        using var key = new FakePasskeyAuthenticator();
        var created = key.Create(await mark.CreateOptionsAsync());

        AnswerAssert.Ok(await mark.SendNewAsync(created, name: null));

        // Nothing was asked about the model, so nothing that could tell it is kept.
        var bound = (await engine.RecordAsync("mark"))!.Active!.Authenticators[0];
        Assert.Empty(bound.Name);
        Assert.Empty(bound.Passkey!.AttestationObject);
        Assert.Empty(bound.Passkey.ClientDataJson);
    }

    private static Task<TestEngine> ProofBedAsync(RecordingCodeSender mail) =>
        PasskeyBed.StartAsync(
            options: options => options.EnrollmentProof = EnrollmentProof.Required,
            services: services => services.AddSingleton<IEnrollmentCodeSender>(mail)
        );

    private static async Task<string> OptionsAsync(Browser browser, string? proof)
    {
        var options = await browser.PostAsync(
            PasskeyCalls.Acme + "passkeys/options",
            new { proof }
        );
        AnswerAssert.Ok(options);
        return options.Body;
    }

    private static async Task ResetAsync(TestEngine engine, Browser owner)
    {
        var id = (await engine.RecordAsync("mark"))!.Key.MemberId;
        var answer = await owner.PostAsync(PasskeyCalls.Acme + $"members/{id}/reset");
        Assert.Equal(HttpStatusCode.NoContent, (HttpStatusCode)answer.StatusCode);
    }
}
