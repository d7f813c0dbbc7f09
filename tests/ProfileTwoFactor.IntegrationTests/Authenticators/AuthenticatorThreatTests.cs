using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Passkeys;
using ProfileTwoFactor.Tests.Shared;
using static ProfileTwoFactor.IntegrationTests.Authenticators.AuthenticatorCalls;

namespace ProfileTwoFactor.IntegrationTests.Authenticators;

/// <summary>What several authenticators of one member must not let happen.</summary>
public sealed class AuthenticatorThreatTests
{
    [Fact]
    public async Task Wrong_codes_meet_one_budget_whatever_authenticators_there_are()
    {
        await using var engine = await PasskeyBed.StartAsync();
        var (_, mark, first) = await engine.WithMarkAsync();
        using var key = new FakePasskeyAuthenticator();
        var second = await mark.AddAsync(engine.Clock);
        AnswerAssert.Ok(await mark.BindPasskeyAsync(key));
        engine.Clock.NextStep();
        // Signed for another site. An answer from another origin is refused without counting: it may be a proxy's fault.
        key.RelyingPartyId = "evil.example";
        var wrong = first.WrongCode();
        AnswerAssert.Refused(400, "invalid-code", await mark.VerifyAsync(wrong));
        AnswerAssert.Refused(400, "invalid-code", await mark.VerifyPasskeyAsync(key));
        AnswerAssert.Refused(
            400,
            "invalid-code",
            await mark.ProfilePostAsync(
                "acme",
                "verify",
                new { backupCode = "AAAA-BBBB-CCCC-DDDD" }
            )
        );
        AnswerAssert.Refused(400, "invalid-code", await mark.VerifyAsync(wrong));
        AnswerAssert.Refused(400, "invalid-code", await mark.VerifyAsync(wrong));

        AnswerAssert.Refused(429, "locked-out", await mark.VerifyAsync(second.Code()));
        engine.Clock.Advance(TimeSpan.FromMinutes(1));
        AnswerAssert.Ok(await mark.VerifyAsync(second.Code()));
        Assert.Equal(0, (await engine.RecordAsync("mark"))!.Failures);
    }

    [Fact]
    public async Task A_code_used_with_one_app_is_not_accepted_for_another_with_the_same_digits()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        // Two apps that show the same, as it happens once in a million codes.
        await engine.ChangeAsync(
            "mark",
            record =>
                record with
                {
                    Active = record.Active! with
                    {
                        Authenticators =
                        [
                            .. record.Active.Authenticators,
                            record.Active.Primary with
                            {
                                Id = "twin",
                                LastAcceptedStep = 0,
                            },
                        ],
                    },
                }
        );
        var code = app.Code();

        AnswerAssert.Ok(await mark.VerifyAsync(code));
        AnswerAssert.Refused(400, "invalid-code", await mark.VerifyAsync(code));

        var active = (await engine.RecordAsync("mark"))!.Active!;
        Assert.Equal(
            active.Authenticators[0].LastAcceptedStep,
            active.Authenticators[1].LastAcceptedStep
        );
        Assert.Equal(0, (await engine.RecordAsync("mark"))!.Failures);
    }

    /// <summary>A lost phone: who has it verified, and is looking for a way to stay.</summary>
    [Fact]
    public async Task What_a_removed_app_has_verified_gets_no_backup_codes()
    {
        await using var engine = await TestEngine.StartAsync();
        var (mark, other, lost) = await LoseAnAppAsync(engine);
        WhenFirstWritten(engine, () => mark.RemoveAsync(lost));

        AnswerAssert.Refused(409, "conflict", await other.ProfilePostAsync("acme", "backup-codes"));
    }

    [Fact]
    public async Task What_a_removed_app_has_verified_binds_no_passkey()
    {
        await using var engine = await PasskeyBed.StartAsync();
        var (mark, other, lost) = await LoseAnAppAsync(engine);
        using var key = new FakePasskeyAuthenticator();
        WhenFirstWritten(engine, () => mark.RemoveAsync(lost));

        AnswerAssert.Refused(409, "no-pending-binding", await other.BindPasskeyAsync(key));

        Assert.Single((await engine.RecordAsync("mark"))!.Active!.Authenticators);
    }

    [Fact]
    public async Task Of_two_removals_at_once_one_leaves_the_other_authenticator()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, first) = await engine.WithMarkAsync();
        for (var round = 0; round < 10; round++)
        {
            engine.Clock.NextStep();
            AnswerAssert.Ok(await mark.VerifyAsync(first.Code()));
            var second = await mark.AddAsync(engine.Clock);
            var ids = (await mark.ListAsync()).Select(IdOf).ToArray();
            // Each browser is verified with the one that it doesn't remove.
            var other = await engine.Host.BrowserAsync("mark");
            engine.Clock.NextStep();
            AnswerAssert.Ok(await other.VerifyAsync(first.Code()));
            AnswerAssert.Ok(await mark.VerifyAsync(second.Code()));
            AnswerAssert.Ok(await mark.GetAsync("/two-factor/api/antiforgery"));
            AnswerAssert.Ok(await other.GetAsync("/two-factor/api/antiforgery"));

            var answers = await Crowd.RunAsync(
                2,
                i => i == 0 ? mark.RemoveAsync(ids[0]) : other.RemoveAsync(ids[1])
            );

            Assert.Single(answers, answer => answer.StatusCode == 204);
            Assert.Single((await engine.RecordAsync("mark"))!.Active!.Authenticators);
            if (answers[0].StatusCode == 204)
            {
                first = second;
            }
            else
            {
                mark = other;
            }
        }
    }

    [Fact]
    public async Task Who_is_verified_with_a_removed_authenticator_cannot_remove_the_other_one()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, _) = await engine.WithMarkAsync();
        var second = await mark.AddAsync(engine.Clock);
        var third = await mark.AddAsync(engine.Clock);
        var ids = (await mark.ListAsync()).Select(IdOf).ToArray();
        engine.Clock.NextStep();
        var thief = await engine.Host.BrowserAsync("mark");
        AnswerAssert.Ok(await thief.VerifyAsync(second.Code()));
        AnswerAssert.Ok(await mark.VerifyAsync(third.Code()));

        AnswerAssert.Ok(await mark.RemoveAsync(ids[1]));

        AnswerAssert.Refused(401, "verification-required", await thief.RemoveAsync(ids[0]));
        AnswerAssert.Refused(401, "verification-required", await thief.GetAsync("/p/acme"));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task A_code_submitted_beside_its_removal_opens_nothing_that_lasts()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, first) = await engine.WithMarkAsync();
        for (var round = 0; round < 10; round++)
        {
            engine.Clock.NextStep();
            AnswerAssert.Ok(await mark.VerifyAsync(first.Code()));
            var second = await mark.AddAsync(engine.Clock);
            var removed = IdOf((await mark.ListAsync())[1]);
            engine.Clock.NextStep();
            AnswerAssert.Ok(await mark.VerifyAsync(first.Code()));
            var other = await engine.Host.BrowserAsync("mark");
            var code = second.Code();

            var answers = await Crowd.RunAsync(
                2,
                i => i == 0 ? mark.RemoveAsync(removed) : other.VerifyAsync(code)
            );

            AnswerAssert.Ok(answers[0]);
            Assert.Contains(answers[1].StatusCode, new[] { 200, 400 });
            AnswerAssert.Refused(401, "verification-required", await other.GetAsync("/p/acme"));
        }
    }

    [Fact]
    public async Task An_addition_does_not_outlive_a_reset()
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, mark, _) = await engine.WithMarkAsync();
        var begun = await mark.BeginAddingAsync();
        var added = new FakeAuthenticator(
            begun.Json.GetProperty("secret").GetString()!,
            engine.Clock
        );
        AnswerAssert.Ok(
            await owner.ProfilePostAsync(
                "acme",
                $"members/{TestDirectory.MemberId("acme", "mark")}/reset"
            )
        );

        AnswerAssert.Refused(
            409,
            "no-pending-binding",
            await mark.ProfilePostAsync("acme", "bind", new { code = added.Code() })
        );
        Assert.Null((await engine.RecordAsync("mark"))!.Active);
    }

    [Fact]
    public async Task A_pending_app_that_a_store_says_is_the_first_is_not_added_to_others()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, _) = await engine.WithMarkAsync();
        var begun = await mark.BeginAddingAsync();
        var added = new FakeAuthenticator(
            begun.Json.GetProperty("secret").GetString()!,
            engine.Clock
        );
        await engine.ChangeAsync(
            "mark",
            record => record with { Pending = record.Pending! with { Adds = false } }
        );

        AnswerAssert.Refused(
            409,
            "no-pending-binding",
            await mark.ProfilePostAsync("acme", "bind", new { code = added.Code() })
        );
        Assert.Single((await engine.RecordAsync("mark"))!.Active!.Authenticators);
    }

    /// <summary>Mark with two apps, and a browser that the second one verified.</summary>
    private static async Task<(Browser Mark, Browser Other, string Lost)> LoseAnAppAsync(
        TestEngine engine
    )
    {
        var (_, mark, _) = await engine.WithMarkAsync();
        var second = await mark.AddAsync(engine.Clock);
        var lost = IdOf((await mark.ListAsync())[1]);
        engine.Clock.NextStep();
        var other = await engine.Host.BrowserAsync("mark");
        AnswerAssert.Ok(await other.VerifyAsync(second.Code()));
        return (mark, other, lost);
    }

    private static void WhenFirstWritten(TestEngine engine, Func<Task<Answer>> meanwhile) =>
        engine.Store.Before = async call =>
        {
            if (call is StoreCall.WriteBinding && !StoreScript.IsBackground)
            {
                engine.Store.Reset();
                Assert.Equal(204, (await meanwhile()).StatusCode);
            }
        };
}
