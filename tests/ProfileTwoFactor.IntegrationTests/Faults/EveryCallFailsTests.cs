using ProfileTwoFactor.IntegrationTests.Engine;

namespace ProfileTwoFactor.IntegrationTests.Faults;

/// <summary>Each call to a dependency fails or hangs in turn; nothing opens, nothing is lost, everything recovers.</summary>
public sealed class EveryCallFailsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_gated_request_is_answered_503_and_recovers_by_itself(bool hang)
    {
        await using var engine = await StartAsync();
        var (_, mark, _) = await engine.WithMarkAsync();
        var world = new FaultyWorld(engine);
        world.Break(int.MaxValue, hang);
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        var calls = world.Calls;
        Assert.True(calls >= 5, $"{calls}");

        for (var n = 1; n <= calls; n++)
        {
            world.Break(n, hang);
            AnswerAssert.Unavailable(await mark.GetAsync("/p/acme"));
            world.Heal();
            AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_caller_without_a_window_never_gets_in_whatever_fails(bool hang)
    {
        await using var engine = await StartAsync();
        await engine.WithMarkAsync();
        var world = new FaultyWorld(engine);
        foreach (var user in new[] { "mark", "mei", "zoe" })
        {
            var browser = await engine.Host.BrowserAsync(user);
            for (var n = 1; n <= 6; n++)
            {
                world.Break(n, hang);
                Assert.InRange((await browser.GetAsync("/p/acme")).StatusCode, 401, 503);
                world.Heal();
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_code_opens_at_most_one_window_whatever_fails_while_it_is_checked(bool hang)
    {
        await using var engine = await StartAsync();
        var (_, _, app) = await engine.WithMarkAsync();
        var world = new FaultyWorld(engine);
        for (var n = 1; n <= 12; n++)
        {
            engine.Clock.NextStep();
            var first = await engine.Host.BrowserAsync("mark");
            var second = await engine.Host.BrowserAsync("mark");
            var code = app.CurrentCode();
            world.Break(n, hang);
            var broken = await first.VerifyAsync(code);
            world.Heal();
            Assert.Contains(broken.StatusCode, new[] { 200, 503 });
            var repeated = await second.VerifyAsync(code);
            Assert.Contains(repeated.StatusCode, new[] { 200, 400 });

            var open = 0;
            foreach (var browser in new[] { first, second })
            {
                open += (await browser.GetAsync("/p/acme")).StatusCode == 200 ? 1 : 0;
            }

            Assert.True(open <= 1, $"{open} windows after call {n} failed");
            Assert.Equal(0, (await engine.RecordAsync("mark"))!.Failures);
        }
    }

    [Fact]
    public async Task Every_operation_answers_503_or_its_own_answer_and_works_afterwards()
    {
        string[] operations =
        [
            "binding",
            "replace",
            "backup-codes",
            "members/acme-mark/reset",
            "disable",
        ];
        foreach (var operation in operations)
        {
            for (var n = 1; n <= 8; n++)
            {
                await using var engine = await StartAsync();
                var (owner, _, app) = await engine.WithMarkAsync();
                var world = new FaultyWorld(engine);
                world.Break(n, hang: false);

                var answer = await owner.ProfilePostAsync("acme", operation);

                world.Heal();
                Assert.True(
                    answer.StatusCode is 200 or 204 or 409 or 503,
                    $"{operation} {n}: {answer.StatusCode} {answer.Body}"
                );
                Assert.Equal(200, (await owner.StatusAsync()).StatusCode);
                Assert.NotEqual(500, (await owner.ProfilePostAsync("acme", operation)).StatusCode);
            }
        }
    }

    [Theory]
    [InlineData(StoreStream)]
    [InlineData(DirectoryStream)]
    public async Task A_member_list_that_hangs_is_given_up(string stream)
    {
        await using var engine = await StartAsync();
        var (owner, _) = await engine.Host.EnableAsync();
        var never = new TaskCompletionSource();
        if (stream == StoreStream)
        {
            engine.Store.Before = call =>
                call == StoreCall.ListBindings ? never.Task : Task.CompletedTask;
        }
        else
        {
            engine.Host.Directory.BeforeMember = () => never.Task;
        }

        engine.Host.GiveUpSoon();
        AnswerAssert.Unavailable(
            await owner
                .GetAsync("/two-factor/api/profiles/acme/members")
                .WaitAsync(TimeSpan.FromSeconds(20))
        );
        never.SetResult();
    }

    private const string StoreStream = "store";
    private const string DirectoryStream = "directory";

    private static Task<TestEngine> StartAsync() =>
        TestEngine.StartAsync(options => options.DecisionLifetime = TimeSpan.Zero);
}
