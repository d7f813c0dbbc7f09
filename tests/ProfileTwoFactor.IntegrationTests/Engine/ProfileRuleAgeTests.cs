using static ProfileTwoFactor.IntegrationTests.Engine.ProfileRulesBed;

namespace ProfileTwoFactor.IntegrationTests.Engine;

/// <summary>What the Owner's age for sensitive actions does.</summary>
public sealed class ProfileRuleAgeTests
{
    [Fact]
    public async Task A_shorter_age_counts_for_the_packages_own_sensitive_actions()
    {
        await using var engine = await StartAsync();
        var (owner, _, mark, markApp) = await BothAsync(engine);
        AnswerAssert.Ok(await owner.PolicyAsync(new { sensitiveActionMaxAge = 120 }));
        AnswerAssert.Ok(await mark.ProfilePostAsync("acme", "backup-codes"));
        engine.Clock.Advance(TimeSpan.FromMinutes(3));

        var refused = await mark.ProfilePostAsync("acme", "backup-codes");

        AnswerAssert.Refused(401, "fresh-verification-required", refused);
        Assert.Equal(120, refused.Json.GetProperty("maxAge").GetInt32());
        Assert.False(
            (await mark.StatusAsync()).Json.GetProperty("you").TryGetProperty("fresh", out _)
        );
        AnswerAssert.Ok(await mark.VerifyAsync(markApp.Code()));
        AnswerAssert.Ok(await mark.ProfilePostAsync("acme", "backup-codes"));
    }

    /// <summary>The endpoint's own age is what the app found right; an Owner may want less, never more.</summary>
    [Fact]
    public async Task At_the_apps_endpoints_the_owners_age_is_only_ever_stricter()
    {
        await using var engine = await StartAsync(configure: options =>
            options.PolicyLimits.MaxSensitiveActionMaxAge = TimeSpan.FromHours(2)
        );
        var (owner, ownerApp, mark, _) = await BothAsync(engine);
        engine.Clock.Advance(TimeSpan.FromMinutes(6));
        AnswerAssert.Ok(await mark.GetAsync("/hour/acme"));
        AnswerAssert.Refused(
            401,
            "fresh-verification-required",
            await mark.GetAsync("/five-minutes/acme")
        );

        AnswerAssert.Ok(await owner.PolicyAsync(new { sensitiveActionMaxAge = 120 }));
        var stricter = await mark.GetAsync("/hour/acme");
        AnswerAssert.Refused(401, "fresh-verification-required", stricter);
        Assert.Equal(120, stricter.Json.GetProperty("maxAge").GetInt32());
        Assert.Contains(
            "max_age=\"120\"",
            stricter.Header("WWW-Authenticate"),
            StringComparison.Ordinal
        );
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));

        await FreshAsync(owner, ownerApp);
        AnswerAssert.Ok(await owner.PolicyAsync(new { sensitiveActionMaxAge = 7200 }));
        AnswerAssert.Ok(await mark.GetAsync("/hour/acme"));
        AnswerAssert.Refused(
            401,
            "fresh-verification-required",
            await mark.GetAsync("/five-minutes/acme")
        );
    }
}
