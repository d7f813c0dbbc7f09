using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.IntegrationTests.Faults;

/// <summary>Enabling and disabling with a store that breaks at every write, before or after it was done.</summary>
public sealed class SwitchFaultTests
{
    private const string Accept = "1";
    private const string Plant = "2";
    private const string Policy = "3";

    [Theory]
    [InlineData(Accept, false)]
    [InlineData(Accept, true)]
    [InlineData(Plant, false)]
    [InlineData(Plant, true)]
    [InlineData(Policy, false)]
    [InlineData(Policy, true)]
    public async Task Enabling_that_breaks_leaves_off_or_on_and_never_half(string write, bool done)
    {
        await using var engine = await TestEngine.StartAsync();
        var owner = await engine.Host.BrowserAsync("olivia");
        var mark = await engine.Host.BrowserAsync("mark");
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        var app = await owner.BeginAsync();
        var used = app.CurrentCode();
        engine.Store.FailWrite(int.Parse(write), done);

        AnswerAssert.Unavailable(await EnableAsync(owner, used));

        engine.Store.Reset();
        await NeverHalfAsync(engine, mark);
        engine.Clock.NextStep();
        if (write == Policy && done)
        {
            AnswerAssert.Refused(
                409,
                "already-enabled",
                await EnableAsync(owner, app.CurrentCode())
            );
            AnswerAssert.Refused(400, "invalid-code", await owner.VerifyAsync(used));
            AnswerAssert.Ok(await owner.VerifyAsync(app.CurrentCode()));
        }
        else
        {
            if (write != Accept || done)
            {
                AnswerAssert.Refused(400, "invalid-code", await EnableAsync(owner, used));
            }

            AnswerAssert.Ok(await EnableAsync(owner, app.CurrentCode()));
        }

        await NeverHalfAsync(engine, mark);
        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task Enabling_whose_own_write_is_reported_as_a_lost_race_is_on_and_the_Owner_is_bound()
    {
        await using var engine = await TestEngine.StartAsync();
        var owner = await engine.Host.BrowserAsync("olivia");
        var mark = await engine.Host.BrowserAsync("mark");
        var app = await owner.BeginAsync();
        engine.Store.DenyWrite(3);

        AnswerAssert.Ok(await EnableAsync(owner, app.CurrentCode()));

        engine.Store.Reset();
        await NeverHalfAsync(engine, mark);
        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Enabling_whose_binding_is_reported_as_a_lost_race_stays_off(int write)
    {
        await using var engine = await TestEngine.StartAsync();
        var owner = await engine.Host.BrowserAsync("olivia");
        var mark = await engine.Host.BrowserAsync("mark");
        var app = await owner.BeginAsync();
        engine.Store.DenyWrite(write);

        Assert.NotEqual(200, (await EnableAsync(owner, app.CurrentCode())).StatusCode);

        engine.Store.Reset();
        await NeverHalfAsync(engine, mark);
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        engine.Clock.NextStep();
        AnswerAssert.Ok(await EnableAsync(owner, app.CurrentCode()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Disabling_that_breaks_leaves_on_or_off_and_answers_every_caller_alike(
        bool done
    )
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, mark, _) = await engine.WithMarkAsync();
        engine.Store.FailWrite(1, done);

        AnswerAssert.Unavailable(await owner.ProfilePostAsync("acme", "disable"));

        engine.Store.Reset();
        var mei = await engine.Host.BrowserAsync("mei");
        if (done)
        {
            AnswerAssert.Ok(await mei.GetAsync("/p/acme"));
            AnswerAssert.Refused(
                409,
                "not-enabled",
                await owner.ProfilePostAsync("acme", "disable")
            );
        }
        else
        {
            AnswerAssert.Refused(401, "binding-required", await mei.GetAsync("/p/acme"));
            AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
            AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "disable"));
            AnswerAssert.Ok(await mei.GetAsync("/p/acme"));
        }
    }

    [Fact]
    public async Task Disabling_whose_own_write_is_reported_as_a_lost_race_is_off()
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, _, _) = await engine.WithMarkAsync();
        engine.Store.DenyWrite(1);

        AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "disable"));
    }

    private static async Task NeverHalfAsync(TestEngine engine, Browser mark)
    {
        var policy = await engine.Policies.FindAsync(TestEngine.Scope(), CancellationToken.None);
        var answer = await mark.GetAsync("/p/acme");
        if (policy is { Enabled: true })
        {
            Assert.NotNull((await engine.RecordAsync("olivia"))?.Active);
            AnswerAssert.Refused(401, "binding-required", answer);
        }
        else
        {
            AnswerAssert.Ok(answer);
        }
    }

    private static Task<Answer> EnableAsync(Browser owner, string code) =>
        owner.ProfilePostAsync("acme", "enable", new { code });
}
