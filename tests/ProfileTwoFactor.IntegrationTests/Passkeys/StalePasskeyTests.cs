using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Events;
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
