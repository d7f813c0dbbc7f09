using System.Net;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Passkeys;

namespace ProfileTwoFactor.IntegrationTests.Windows;

/// <summary>A proof is accepted and its window is listed by one write. Here something ends after that write and before the browser has its cookie.</summary>
public sealed class EndedWhileOpeningTests
{
    public enum Change
    {
        Reset,
        Disabled,
        EnabledAgain,
        AskedAgain,
        EveryoneAskedAgain,
        Removed,
    }

    public static TheoryData<Change, int, string> Changes =>
        new()
        {
            { Change.Reset, 401, "binding-required" },
            { Change.EnabledAgain, 401, "binding-required" },
            { Change.AskedAgain, 401, "verification-required" },
            { Change.EveryoneAskedAgain, 401, "verification-required" },
            { Change.Removed, 403, "not-a-member" },
        };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_code_whose_window_ends_before_its_cookie_opens_nothing(
        Change change,
        int status,
        string error
    )
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, _, app) = await engine.WithMarkAsync();
        var laptop = await engine.Host.BrowserAsync("mark");
        BeforeTheCookie(engine, () => ChangeAsync(engine, owner, change));

        AnswerAssert.Ok(await laptop.VerifyAsync(app.CurrentCode()));

        AnswerAssert.Refused(status, error, await laptop.GetAsync("/p/acme"));
        engine.Clock.Advance(TimeSpan.FromSeconds(10));
        AnswerAssert.Refused(status, error, await laptop.GetAsync("/p/acme"));
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_passkey_whose_window_ends_before_its_cookie_opens_nothing(
        Change change,
        int status,
        string error
    )
    {
        await using var engine = await PasskeyBed.StartAsync();
        var (owner, mark, _) = await engine.WithMarkAsync();
        using var key = new FakePasskeyAuthenticator();
        AnswerAssert.Ok(await mark.BindPasskeyAsync(key));
        var laptop = await engine.Host.BrowserAsync("mark");
        var proof = key.Get(await laptop.AskOptionsAsync());
        BeforeTheCookie(engine, () => ChangeAsync(engine, owner, change));

        AnswerAssert.Ok(await laptop.SendProofAsync(proof));

        AnswerAssert.Refused(status, error, await laptop.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task A_window_of_a_profile_that_is_off_by_then_does_not_count_when_it_is_on_again()
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, _, app) = await engine.WithMarkAsync();
        var laptop = await engine.Host.BrowserAsync("mark");
        BeforeTheCookie(engine, () => ChangeAsync(engine, owner, Change.Disabled));

        AnswerAssert.Ok(await laptop.VerifyAsync(app.CurrentCode()));

        AnswerAssert.Ok(await laptop.GetAsync("/p/acme"));
        await owner.EnableAsync();
        AnswerAssert.Refused(401, "binding-required", await laptop.GetAsync("/p/acme"));
    }

    /// <summary>The scope has changed, so the store is asked. It still lists the window.</summary>
    [Fact]
    public async Task Two_members_who_verify_at_once_are_both_verified()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        var (mei, meis) = await engine.Host.BindAsync("mei");
        engine.Clock.NextStep();
        BeforeTheCookie(
            engine,
            async () => AnswerAssert.Ok(await mei.VerifyAsync(meis.CurrentCode()))
        );

        var answer = await mark.VerifyAsync(app.CurrentCode());

        AnswerAssert.Ok(answer);
        Assert.Equal("verified", PasskeyCalls.StateOf(answer));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        AnswerAssert.Ok(await mei.GetAsync("/p/acme"));
    }

    private static void BeforeTheCookie(TestEngine engine, Func<Task> change) =>
        engine.Host.Cache.BeforeWrite = async key =>
        {
            if (key.StartsWith("ptf:w:", StringComparison.Ordinal))
            {
                engine.Host.Cache.BeforeWrite = null;
                await change();
            }
        };

    private static async Task ChangeAsync(TestEngine engine, Browser owner, Change change)
    {
        switch (change)
        {
            case Change.Reset:
                AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "members/acme-mark/reset"));
                break;
            case Change.Disabled:
                AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "disable"));
                break;
            case Change.EnabledAgain:
                AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "disable"));
                await owner.EnableAsync();
                break;
            case Change.Removed:
                engine.Host.Directory.RemoveMember("acme", "mark");
                break;
            default:
                var member = change is Change.AskedAgain ? new { memberId = "acme-mark" } : null;
                Assert.Equal(
                    HttpStatusCode.NoContent,
                    (await owner.ProfilePostAsync("acme", "windows/revoke", member)).Status
                );
                break;
        }
    }
}
