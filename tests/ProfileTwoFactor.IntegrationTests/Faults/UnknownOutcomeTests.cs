using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Windows;

namespace ProfileTwoFactor.IntegrationTests.Faults;

/// <summary>The store did it and could not say so: what was revoked must be gone at the next request here.</summary>
public sealed class UnknownOutcomeTests
{
    [Fact]
    public async Task A_reset_whose_outcome_is_unknown_ends_cached_decisions()
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, mark, _) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        engine.Store.FailWrite(1, committed: true);

        AnswerAssert.Unavailable(await owner.ProfilePostAsync("acme", "members/acme-mark/reset"));

        engine.Store.Reset();
        AnswerAssert.Refused(401, "binding-required", await mark.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task A_replacement_whose_outcome_is_unknown_ends_cached_decisions()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        var laptop = await engine.Host.BrowserAsync("mark");
        AnswerAssert.Ok(await laptop.VerifyAsync(app.CurrentCode()));
        AnswerAssert.Ok(await laptop.GetAsync("/p/acme"));
        var next = await mark.BeginAsync(call: "replace");
        engine.Store.FailWrite(1, committed: true);

        AnswerAssert.Unavailable(
            await mark.ProfilePostAsync("acme", "bind", new { code = next.CurrentCode() })
        );

        engine.Store.Reset();
        AnswerAssert.Refused(401, "verification-required", await laptop.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task A_code_whose_commit_is_unknown_opens_nothing_and_never_works_again()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, _, app) = await engine.WithMarkAsync();
        var laptop = await engine.Host.BrowserAsync("mark");
        engine.Store.FailWrite(1, committed: true);

        AnswerAssert.Unavailable(await laptop.VerifyAsync(app.CurrentCode()));

        engine.Store.Reset();
        AnswerAssert.Refused(401, "verification-required", await laptop.GetAsync("/p/acme"));
        AnswerAssert.Refused(400, "invalid-code", await laptop.VerifyAsync(app.CurrentCode()));
        engine.Clock.NextStep();
        AnswerAssert.Ok(await laptop.VerifyAsync(app.CurrentCode()));
    }

    /// <summary>The write that may have used up the code may also have listed another window in place of this browser's.</summary>
    [Fact]
    public async Task A_verified_browser_whose_commit_is_unknown_verifies_again()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        engine.Store.FailWrite(1, committed: true);

        AnswerAssert.Unavailable(await mark.VerifyAsync(app.CurrentCode()));

        engine.Store.Reset();
        engine.Clock.NextStep();
        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
        AnswerAssert.Ok(await mark.VerifyAsync(app.CurrentCode()));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        // The list has both, and the cache knows nothing of the one that no browser was given.
        Assert.Equal(
            [(true, false), (false, true)],
            (await mark.WindowsAsync()).Select(window =>
                (WindowCallTests.IsCurrent(window), WindowCallTests.LastActiveAt(window) is null)
            )
        );
    }

    [Fact]
    public async Task A_code_that_was_not_committed_still_works()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, _, app) = await engine.WithMarkAsync();
        var laptop = await engine.Host.BrowserAsync("mark");
        engine.Store.FailWrite(1, committed: false);

        AnswerAssert.Unavailable(await laptop.VerifyAsync(app.CurrentCode()));

        engine.Store.Reset();
        AnswerAssert.Ok(await laptop.VerifyAsync(app.CurrentCode()));
    }

    [Fact]
    public async Task A_wrong_code_whose_commit_is_unknown_gets_no_answer()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        engine.Store.FailWrite(1, committed: false);

        AnswerAssert.Unavailable(await mark.VerifyAsync(app.WrongCode()));
    }
}
