using System.Net;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using static ProfileTwoFactor.IntegrationTests.Windows.WindowCallTests;

namespace ProfileTwoFactor.IntegrationTests.Windows;

/// <summary>The Owner has members verify again.</summary>
public sealed class AskedAgainTests
{
    [Fact]
    public async Task Everyone_but_this_browser_verifies_again_and_bindings_stay()
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, app) = await engine.Host.EnableAsync();
        var (mark, marks) = await engine.Host.BindAsync("mark");
        var laptop = await VerifiedAsync(engine, app, user: "olivia");
        foreach (var browser in new[] { owner, mark, laptop })
        {
            AnswerAssert.Ok(await browser.GetAsync("/p/acme"));
        }

        var answer = await laptop.ProfilePostAsync("acme", "windows/revoke");

        Assert.Equal((HttpStatusCode.NoContent, ""), (answer.Status, answer.Body));
        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
        AnswerAssert.Refused(401, "verification-required", await owner.GetAsync("/p/acme"));
        AnswerAssert.Ok(await laptop.GetAsync("/p/acme"));
        Assert.True(IsCurrent(Assert.Single(await laptop.WindowsAsync())));
        // The proof is as old as it was.
        AnswerAssert.Ok(await laptop.ProfilePostAsync("acme", "backup-codes"));
        engine.Clock.Advance(TimeSpan.FromMinutes(11));
        AnswerAssert.Refused(
            401,
            "fresh-verification-required",
            await laptop.ProfilePostAsync("acme", "backup-codes")
        );
        AnswerAssert.Ok(await mark.VerifyAsync(marks.CurrentCode()));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        Assert.True(IsCurrent(Assert.Single(await mark.WindowsAsync())));
        engine.Clock.NextStep();
        AnswerAssert.Ok(await owner.VerifyAsync(app.CurrentCode()));
        Assert.Equal(2, (await laptop.WindowsAsync()).Length);
    }

    [Fact]
    public async Task It_can_be_done_again_and_again_from_the_same_browser()
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, mark, marks) = await engine.WithMarkAsync();
        for (var time = 0; time < 4; time++)
        {
            Assert.Equal(
                HttpStatusCode.NoContent,
                (await owner.ProfilePostAsync("acme", "windows/revoke", new { })).Status
            );
            AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
            AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
            engine.Clock.NextStep();
            AnswerAssert.Ok(await mark.VerifyAsync(marks.CurrentCode()));
            AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        }
    }

    [Fact]
    public async Task One_member_verifies_again_and_no_other_does()
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, mark, marks) = await engine.WithMarkAsync();
        var (mei, _) = await engine.Host.BindAsync("mei");
        var phone = await VerifiedAsync(engine, marks);

        Assert.Equal(HttpStatusCode.NoContent, (await AskAsync(owner, "acme-mark")).Status);

        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
        AnswerAssert.Refused(401, "verification-required", await phone.GetAsync("/p/acme"));
        AnswerAssert.Ok(await mei.GetAsync("/p/acme"));
        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
        engine.Clock.NextStep();
        AnswerAssert.Ok(await mark.VerifyAsync(marks.CurrentCode()));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        // Who has not bound has nothing to end.
        Assert.Equal(HttpStatusCode.NoContent, (await AskAsync(owner, "acme-oscar")).Status);
    }

    [Fact]
    public async Task The_owner_named_as_the_member_stays_verified_in_this_browser_only()
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, app) = await engine.Host.EnableAsync();
        var laptop = await VerifiedAsync(engine, app, user: "olivia");

        Assert.Equal(HttpStatusCode.NoContent, (await AskAsync(laptop, "acme-olivia")).Status);

        AnswerAssert.Ok(await laptop.GetAsync("/p/acme"));
        AnswerAssert.Refused(401, "verification-required", await owner.GetAsync("/p/acme"));
    }

    [Theory]
    [InlineData("acme-nobody", 404, "not-found")]
    [InlineData("", 404, "not-found")]
    [InlineData("beta-oscar", 404, "not-found")]
    [InlineData(7, 400, "invalid-request")]
    [InlineData(true, 400, "invalid-request")]
    public async Task A_member_who_is_none_is_refused_and_nothing_ends(
        object memberId,
        int status,
        string code
    )
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, mark, _) = await engine.WithMarkAsync();

        AnswerAssert.Refused(
            status,
            code,
            await owner.ProfilePostAsync("acme", "windows/revoke", new { memberId })
        );

        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task A_member_that_is_null_is_as_left_out()
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, mark, _) = await engine.WithMarkAsync();

        Assert.Equal(
            HttpStatusCode.NoContent,
            (
                await owner.ProfilePostAsync(
                    "acme",
                    "windows/revoke",
                    new { memberId = (string?)null }
                )
            ).Status
        );

        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
    }

    [Theory]
    [InlineData("nobody", 401, "sign-in-required")]
    [InlineData("outsider", 403, "not-a-member")]
    [InlineData("member", 403, "not-owner")]
    [InlineData("member-off", 403, "not-owner")]
    [InlineData("owner-off", 409, "not-enabled")]
    [InlineData("owner-no-window", 401, "verification-required")]
    [InlineData("owner-stale", 401, "fresh-verification-required")]
    public async Task The_first_check_that_fails_answers(string situation, int status, string code)
    {
        await using var engine = await TestEngine.StartAsync();
        Browser? owner = null;
        Browser? mark = null;
        if (!situation.EndsWith("off", StringComparison.Ordinal))
        {
            (owner, mark, _) = await engine.WithMarkAsync();
        }

        if (situation == "owner-stale")
        {
            engine.Clock.Advance(TimeSpan.FromMinutes(11));
        }

        var browser = situation switch
        {
            "nobody" => await engine.Host.BrowserAsync(),
            "outsider" => await engine.Host.BrowserAsync("zoe"),
            "member" => mark!,
            "member-off" => await engine.Host.BrowserAsync("mark"),
            "owner-stale" => owner!,
            _ => await engine.Host.BrowserAsync("olivia"),
        };

        AnswerAssert.Refused(
            status,
            code,
            await browser.ProfilePostAsync("acme", "windows/revoke")
        );
        AnswerAssert.Refused(status, code, await AskAsync(browser, "acme-mei"));
        if (mark is not null)
        {
            AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        }
    }

    [Fact]
    public async Task Whoever_verifies_beside_it_is_asked_again_or_stays_verified_and_afterwards_stays_verified()
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, mark, marks) = await engine.WithMarkAsync();
        for (var round = 0; round < 20; round++)
        {
            var asking = Task.Run(() => owner.ProfilePostAsync("acme", "windows/revoke"));
            var verifying = Task.Run(() => mark.VerifyAsync(marks.CurrentCode()));
            Assert.Equal(HttpStatusCode.NoContent, (await asking).Status);
            AnswerAssert.Ok(await verifying);
            var first = await mark.GetAsync("/p/acme");
            engine.Clock.Advance(TimeSpan.FromSeconds(6));
            // Decided once: what this process kept says the same as the store.
            Assert.Equal(first.Status, (await mark.GetAsync("/p/acme")).Status);
            engine.Clock.NextStep();
            AnswerAssert.Ok(await mark.VerifyAsync(marks.CurrentCode()));
            AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
            AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
            engine.Clock.NextStep();
            AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
            if (round % 5 == 4)
            {
                // The proof that the Owner gave becomes too old.
                break;
            }
        }
    }

    [Fact]
    public async Task A_code_that_was_accepted_before_it_is_not_verified_after_it()
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, mark, marks) = await engine.WithMarkAsync();
        // The code is committed, and its window isn't listed yet.
        var writes = 0;
        engine.Store.After = async call =>
        {
            if (call is StoreCall.WriteBinding && ++writes == 1)
            {
                engine.Store.Reset();
                Assert.Equal(
                    HttpStatusCode.NoContent,
                    (await owner.ProfilePostAsync("acme", "windows/revoke")).Status
                );
            }
        };

        AnswerAssert.Ok(await mark.VerifyAsync(marks.CurrentCode()));

        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
        engine.Clock.NextStep();
        AnswerAssert.Ok(await mark.VerifyAsync(marks.CurrentCode()));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
    }

    public enum Way
    {
        OfTheOwner,
        OfTheMember,
        OfTheOwnerThemselves,
    }

    [Theory]
    [InlineData(Way.OfTheOwner)]
    [InlineData(Way.OfTheMember)]
    [InlineData(Way.OfTheOwnerThemselves)]
    public async Task A_code_that_was_accepted_before_a_members_windows_ended_opens_none(Way way)
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, owners) = await engine.Host.EnableAsync();
        var (mark, marks) = await engine.Host.BindAsync("mark");
        engine.Clock.NextStep();
        var (phone, app) =
            way == Way.OfTheOwnerThemselves
                ? (await engine.Host.BrowserAsync("olivia"), owners)
                : (await engine.Host.BrowserAsync("mark"), marks);
        // A second time there is nothing listed that could end.
        for (var time = 0; time < 2; time++)
        {
            var writes = 0;
            engine.Store.After = async call =>
            {
                if (call is StoreCall.WriteBinding && ++writes == 1)
                {
                    engine.Store.Reset();
                    var ended = way switch
                    {
                        Way.OfTheOwner => await AskAsync(owner, "acme-mark"),
                        Way.OfTheMember => await mark.EndAsync(),
                        _ => await AskAsync(owner, "acme-olivia"),
                    };
                    Assert.Equal(HttpStatusCode.NoContent, ended.Status);
                }
            };

            var answer = await phone.VerifyAsync(app.CurrentCode());

            // The code is used up, and the answer doesn't say that the browser is verified.
            AnswerAssert.Ok(answer);
            Assert.Equal(
                "verification-required",
                answer.Json.GetProperty("you").GetProperty("state").GetString()
            );
            AnswerAssert.Refused(401, "verification-required", await phone.GetAsync("/p/acme"));
            engine.Clock.NextStep();
        }

        AnswerAssert.Ok(await phone.VerifyAsync(app.CurrentCode()));
        AnswerAssert.Ok(await phone.GetAsync("/p/acme"));
    }

    [Theory]
    [InlineData("memberID")]
    [InlineData("member")]
    [InlineData("memberIds")]
    [InlineData("code")]
    [InlineData("")]
    public async Task A_misspelt_member_is_refused_by_its_name_and_nothing_ends(string name)
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, mark, _) = await engine.WithMarkAsync();

        var answer = await owner.ProfilePostAsync(
            "acme",
            "windows/revoke",
            new Dictionary<string, string> { [name] = "acme-mark" }
        );

        AnswerAssert.Refused(400, "invalid-request", answer);
        Assert.Contains($"\"{name}\"", answer.Json.GetProperty("detail").GetString());
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task A_profile_id_beside_the_member_is_no_mistake_and_a_long_name_is_not_repeated()
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, mark, _) = await engine.WithMarkAsync();
        var name = new string('x', 65);

        var answer = await owner.ProfilePostAsync(
            "acme",
            "windows/revoke",
            new Dictionary<string, string> { [name] = "acme-mark" }
        );

        AnswerAssert.Refused(400, "invalid-request", answer);
        Assert.DoesNotContain(name, answer.Body);
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        Assert.Equal(
            HttpStatusCode.NoContent,
            (
                await owner.ProfilePostAsync(
                    "acme",
                    "windows/revoke",
                    new { sid = "acme", memberId = "acme-mark" }
                )
            ).Status
        );
        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
    }

    /// <summary>A double click: the first call waits before it writes what is named, and the second comes to its end.</summary>
    [Theory]
    [InlineData(StoreCall.WriteBinding)]
    [InlineData(StoreCall.WritePolicy)]
    public async Task Two_calls_at_once_from_one_browser_leave_it_verified(object held)
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, mark, _) = await engine.WithMarkAsync();
        var hold = new Hold(1);
        engine.Store.Before = call =>
            call == (StoreCall)held && !StoreScript.IsBackground
                ? hold.PassAsync()
                : Task.CompletedTask;
        var first = owner.ProfilePostAsync("acme", "windows/revoke");
        await hold.AllThere;

        var second = await owner.ProfilePostAsync("acme", "windows/revoke");
        hold.Release();

        Assert.Equal(HttpStatusCode.NoContent, second.Status);
        Assert.Equal(HttpStatusCode.NoContent, (await first).Status);
        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
    }

    /// <summary>The first call marks its browser after the second did, and before the second writes the policy.</summary>
    [Fact]
    public async Task Two_calls_that_cross_leave_their_browser_verified()
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, mark, _) = await engine.WithMarkAsync();
        var hold = new Hold(2);
        engine.Store.Before = call =>
            call is StoreCall.WritePolicy && !StoreScript.IsBackground
                ? hold.PassAsync()
                : Task.CompletedTask;
        var calls = new[]
        {
            owner.ProfilePostAsync("acme", "windows/revoke"),
            owner.ProfilePostAsync("acme", "windows/revoke"),
        };
        await hold.AllThere;
        hold.Release();

        foreach (var call in calls)
        {
            Assert.Equal(HttpStatusCode.NoContent, (await call).Status);
        }

        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task A_store_that_fails_in_between_ends_all_or_nothing_and_says_so()
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, mark, _) = await engine.WithMarkAsync();
        engine.Store.Before = call =>
            call is StoreCall.WritePolicy ? throw new TimeoutException() : Task.CompletedTask;

        AnswerAssert.Refused(
            503,
            "two-factor-unavailable",
            await owner.ProfilePostAsync("acme", "windows/revoke")
        );

        engine.Store.Reset();
        engine.Clock.Advance(TimeSpan.FromSeconds(10));
        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await owner.ProfilePostAsync("acme", "windows/revoke")).Status
        );
        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
    }

    private static Task<Answer> AskAsync(Browser browser, string memberId) =>
        browser.ProfilePostAsync("acme", "windows/revoke", new { memberId });
}
