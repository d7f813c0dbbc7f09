using System.Collections.Concurrent;
using System.Net;
using ProfileTwoFactor.IntegrationTests.Authenticators;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Notifications;
using ProfileTwoFactor.IntegrationTests.Passkeys;
using ProfileTwoFactor.Windows;

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

        var answer = await laptop.VerifyAsync(app.CurrentCode());

        AnswerAssert.Ok(answer);
        // Membership isn't part of what is asked again.
        Assert.Equal(change is Change.Removed ? "verified" : error, PasskeyCalls.StateOf(answer));
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

        var answer = await laptop.SendProofAsync(proof);

        AnswerAssert.Ok(answer);
        Assert.Equal(change is Change.Removed ? "verified" : error, PasskeyCalls.StateOf(answer));
        AnswerAssert.Refused(status, error, await laptop.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task A_window_of_a_profile_that_is_off_by_then_does_not_count_when_it_is_on_again()
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, _, app) = await engine.WithMarkAsync();
        var laptop = await engine.Host.BrowserAsync("mark");
        BeforeTheCookie(engine, () => ChangeAsync(engine, owner, Change.Disabled));

        var answer = await laptop.VerifyAsync(app.CurrentCode());

        AnswerAssert.Ok(answer);
        Assert.NotEqual("verified", PasskeyCalls.StateOf(answer));
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

    /// <summary>The gate asks the store in any case, and the code is used up by then.</summary>
    [Fact]
    public async Task A_store_that_fails_when_it_is_asked_again_costs_no_window()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        var (mei, meis) = await engine.Host.BindAsync("mei");
        engine.Clock.NextStep();
        BeforeTheCookie(
            engine,
            async () =>
            {
                AnswerAssert.Ok(await mei.VerifyAsync(meis.CurrentCode()));
                engine.Store.FailCall(1);
            }
        );

        var answer = await mark.VerifyAsync(app.CurrentCode());

        AnswerAssert.Ok(answer);
        Assert.Equal("verified", PasskeyCalls.StateOf(answer));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        Assert.Single(await mark.WindowsAsync());
    }

    /// <summary>An end that only its member can have wanted: the record has another authenticator in its place.</summary>
    [Fact]
    public async Task A_code_of_an_authenticator_that_is_removed_by_then_is_not_called_verified()
    {
        await using var engine = await PasskeyBed.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        using var key = new FakePasskeyAuthenticator();
        AnswerAssert.Ok(await mark.BindPasskeyAsync(key));
        engine.Clock.NextStep();
        AnswerAssert.Ok(await mark.VerifyPasskeyAsync(key));
        var laptop = await engine.Host.BrowserAsync("mark");
        var lost = (await engine.RecordAsync("mark"))!
            .Active!.Authenticators.Single(one => one.Passkey is null)
            .Id;
        BeforeTheCookie(
            engine,
            async () =>
                Assert.Equal(HttpStatusCode.NoContent, (await mark.RemoveAsync(lost)).Status)
        );

        var answer = await laptop.VerifyAsync(app.CurrentCode());

        AnswerAssert.Ok(answer);
        Assert.Equal("verification-required", PasskeyCalls.StateOf(answer));
        AnswerAssert.Refused(401, "verification-required", await laptop.GetAsync("/p/acme"));
        Assert.Empty(CookieTests.WindowCookies(laptop));
    }

    [Fact]
    public async Task A_window_that_has_ended_by_then_leaves_nothing_in_the_cache_and_is_told()
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, mark, app) = await engine.WithMarkAsync();
        var old = Assert.Single(CookieTests.WindowCookies(mark)).Value;
        var told = new ConcurrentQueue<string>();
        engine.Scopes.ClosedHere += told.Enqueue;
        BeforeTheCookie(engine, () => ChangeAsync(engine, owner, Change.AskedAgain));
        var before = engine.Host.Cache.Keys.Count;

        var answer = await mark.VerifyAsync(app.CurrentCode());

        Assert.Equal("verification-required", PasskeyCalls.StateOf(answer));
        Assert.Equal([old], told);
        var place = WindowPlace.OfCookie(old);
        string[] gone =
        [
            .. engine
                .Host.Cache.Keys.Skip(before)
                .Where(key => !key.StartsWith("ptf:probe:", StringComparison.Ordinal)),
            place.Window,
            place.Activity,
        ];
        Assert.Equal(4, gone.Length);
        await Eventually.IsAsync(
            async () =>
                (await Task.WhenAll(gone.Select(key => engine.Host.Cache.GetAsync(key)))).All(
                    entry => entry is null
                ),
            "nothing lies there for either window"
        );
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
