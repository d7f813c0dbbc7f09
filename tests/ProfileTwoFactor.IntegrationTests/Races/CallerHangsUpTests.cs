using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Races;

/// <summary>A caller who hangs up after guessing has still guessed.</summary>
public sealed class CallerHangsUpTests
{
    [Fact]
    public async Task A_wrong_code_counts_when_the_caller_hangs_up()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();

        await HangUpAsync(engine, mark, app.WrongCode());

        Assert.Equal(1, (await engine.RecordAsync("mark"))!.Failures);
    }

    [Fact]
    public async Task A_right_code_is_used_when_the_caller_hangs_up()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();

        await HangUpAsync(engine, mark, app.CurrentCode());

        AnswerAssert.Refused(400, "invalid-code", await mark.VerifyAsync(app.CurrentCode()));
    }

    private static async Task HangUpAsync(TestEngine engine, Browser mark, string code)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        engine.Store.Before = async call =>
        {
            if (call == StoreCall.WriteBinding)
            {
                asked.TrySetResult();
                await release.Task;
            }
        };
        engine.Store.After = call =>
        {
            if (call == StoreCall.WriteBinding)
            {
                written.TrySetResult();
            }

            return Task.CompletedTask;
        };
        using var caller = new CancellationTokenSource();
        var attempt = mark.PostAsync(
            "/two-factor/api/profiles/acme/verify",
            new { code },
            caller.Token
        );
        await asked.Task;

        await caller.CancelAsync();
        release.SetResult();
        await written.Task;
        // The server in memory answers an aborted request or doesn't; no one listens.
        await attempt.ContinueWith(_ => { }, TaskScheduler.Default);
        engine.Store.Reset();
    }
}
