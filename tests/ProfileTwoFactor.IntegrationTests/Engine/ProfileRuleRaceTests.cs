using ProfileTwoFactor.Events;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Stores;
using static ProfileTwoFactor.IntegrationTests.Engine.ProfileRulesBed;

namespace ProfileTwoFactor.IntegrationTests.Engine;

/// <summary>Two changes of the rules at the same time, and writes that fail.</summary>
public sealed class ProfileRuleRaceTests
{
    [Fact]
    public async Task Of_two_tabs_with_the_same_version_one_wins_and_the_other_is_told()
    {
        await using var engine = await StartAsync();
        var (owner, _) = await engine.Host.EnableAsync();
        var version = Version(await owner.StatusAsync());

        var first = await owner.PolicyAsync(new { window = 3600, version });
        var second = await owner.PolicyAsync(new { message = "late", version });

        AnswerAssert.Ok(first);
        AnswerAssert.Refused(409, "conflict", second);
        Assert.NotEqual(version, Version(first));
        AnswerAssert.Ok(await owner.PolicyAsync(new { message = "now", version = Version(first) }));
    }

    [Fact]
    public async Task A_write_between_reading_and_writing_is_a_conflict_and_neither_is_lost()
    {
        await using var engine = await StartAsync();
        var (owner, _) = await engine.Host.EnableAsync();
        BeforeTheWrite(
            engine,
            policy =>
                policy with
                {
                    Values = new() { WindowLifetime = TimeSpan.FromHours(2) },
                    ChangeId = "another",
                }
        );

        AnswerAssert.Refused(409, "conflict", await owner.PolicyAsync(new { window = 3600 }));

        var policy = await engine.Policies.FindAsync(TestEngine.Scope(), default);
        Assert.Equal(TimeSpan.FromHours(2), policy!.Values!.WindowLifetime);
    }

    /// <summary>A reminder or a sweep writes the same record and says nothing about the rules.</summary>
    [Fact]
    public async Task A_change_beside_the_rules_does_not_lose_theirs()
    {
        await using var engine = await StartAsync();
        var (owner, _) = await engine.Host.EnableAsync();
        var reminded = engine.Clock.GetUtcNow();
        BeforeTheWrite(
            engine,
            policy => policy with { RemindedAt = reminded, ChangeId = "another" }
        );

        AnswerAssert.Ok(await owner.PolicyAsync(new { window = 3600 }));

        var policy = await engine.Policies.FindAsync(TestEngine.Scope(), default);
        Assert.Equal(
            (reminded, TimeSpan.FromHours(1)),
            (policy!.RemindedAt, policy.Values!.WindowLifetime)
        );
    }

    [Fact]
    public async Task A_change_against_a_profile_that_was_switched_off_is_no_success()
    {
        await using var engine = await StartAsync();
        var (owner, _) = await engine.Host.EnableAsync();
        BeforeTheWrite(engine, policy => policy with { Enabled = false, Epoch = "off" });

        AnswerAssert.Refused(409, "conflict", await owner.PolicyAsync(new { window = 3600 }));

        var policy = await engine.Policies.FindAsync(TestEngine.Scope(), default);
        Assert.Equal((false, null), (policy!.Enabled, policy.Values));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_change_whose_write_fails_is_no_success(bool committed)
    {
        var events = new RecordedEvents();
        await using var engine = await StartAsync(events);
        var (owner, _, mark, _) = await BothAsync(engine);
        engine.Clock.Advance(TimeSpan.FromMinutes(9));
        AnswerAssert.Ok(await mark.GetAsync("/passive/acme"));
        engine.Store.FailWrite(1, committed);

        AnswerAssert.Unavailable(await owner.PolicyAsync(new { window = 300 }));

        engine.Store.Reset();
        Assert.Empty(events.Of<ProfilePolicyChanged>());
        var answer = await mark.GetAsync("/passive/acme");
        if (committed)
        {
            AnswerAssert.Refused(401, "verification-required", answer);
        }
        else
        {
            AnswerAssert.Ok(answer);
        }
    }
}
