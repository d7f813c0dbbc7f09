using System.Collections.Concurrent;

namespace ProfileTwoFactor.IntegrationTests.Engine;

/// <summary>What one call asks of the stores.</summary>
public sealed class CodeCostTests
{
    private static readonly StoreCall[] Accepted =
    [
        StoreCall.FindPolicy,
        StoreCall.FindBinding,
        StoreCall.WriteBinding,
    ];

    [Fact]
    public async Task One_write_uses_up_a_code_and_lists_its_window()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        var calls = Watch(engine);

        AnswerAssert.Ok(await mark.VerifyAsync(app.CurrentCode()));

        Assert.Equal(Accepted, calls);
    }

    [Fact]
    public async Task A_backup_code_costs_the_same()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, _) = await engine.WithMarkAsync();
        var issued = await mark.ProfilePostAsync("acme", "backup-codes");
        var backupCode = issued.Json.GetProperty("backupCodes")[0].GetString();
        var calls = Watch(engine);

        AnswerAssert.Ok(await mark.ProfilePostAsync("acme", "verify", new { backupCode }));

        Assert.Equal(Accepted, calls);
    }

    [Fact]
    public async Task A_wrong_code_reads_and_writes_the_record_once()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        var calls = Watch(engine);

        AnswerAssert.Refused(400, "invalid-code", await mark.VerifyAsync(app.WrongCode()));

        Assert.Equal([StoreCall.FindPolicy, StoreCall.FindBinding, StoreCall.WriteBinding], calls);
    }

    [Fact]
    public async Task The_status_reads_the_policy_and_the_record_once()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, _) = await engine.WithMarkAsync();
        var calls = Watch(engine);

        AnswerAssert.Ok(await mark.GetAsync("/two-factor/api/profiles/acme"));

        Assert.Equal([StoreCall.FindPolicy, StoreCall.FindBinding], calls);
    }

    [Fact]
    public async Task A_profile_that_is_switched_off_while_a_code_is_checked_is_open_and_the_window_is_worth_nothing()
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, mark, app) = await engine.WithMarkAsync();
        engine.Store.After = async call =>
        {
            if (call is StoreCall.WriteBinding)
            {
                engine.Store.Reset();
                AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "disable"));
            }
        };

        AnswerAssert.Ok(await mark.VerifyAsync(app.CurrentCode()));

        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        AnswerAssert.Ok(await (await engine.Host.BrowserAsync("mark")).GetAsync("/p/acme"));
        await engine.Host.EnableAsync();
        AnswerAssert.Refused(401, "binding-required", await mark.GetAsync("/p/acme"));
    }

    private static ConcurrentQueue<StoreCall> Watch(TestEngine engine)
    {
        var calls = new ConcurrentQueue<StoreCall>();
        engine.Store.Before = call =>
        {
            calls.Enqueue(call);
            return Task.CompletedTask;
        };
        return calls;
    }
}
