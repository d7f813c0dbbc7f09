using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Management.Internal;

namespace ProfileTwoFactor.IntegrationTests.Engine;

/// <summary>How many codes are checked at the same time. An attempt is held where it first asks for anything.</summary>
public sealed class CodeAttemptLimitTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    [Theory]
    [InlineData("verify", "code")]
    [InlineData("verify", "backupCode")]
    [InlineData("bind", "code")]
    [InlineData("enable", "code")]
    public async Task A_persons_attempts_beyond_the_limit_are_refused_before_anything_is_read(
        string call,
        string kind
    )
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        var code = app.CurrentCode();
        var held = Hold(engine.Host.Directory, 2);
        var attempts = new[] { mark.VerifyAsync(code), mark.VerifyAsync(code) };
        await held.AllThere;
        var other = await engine.Host.BrowserAsync("mark");
        var before = Asked(engine);

        BeBrief(engine.Host);
        // In another browser, and for a profile written in another way: it is the same person.
        var refused = await other.ProfilePostAsync(
            "ACME",
            call,
            new Dictionary<string, string> { [kind] = app.WrongCode() }
        );

        AnswerAssert.Refused(429, "locked-out", refused);
        Assert.Equal("1", refused.Header("Retry-After"));
        Assert.Equal(1, refused.Json.GetProperty("retryAfter").GetInt32());
        Assert.False(refused.Json.TryGetProperty("reason", out _));
        Assert.Equal(before, Asked(engine));
        held.Release();
        var answers = await Task.WhenAll(attempts);
        Assert.Single(answers, answer => answer.StatusCode == 200);
        Assert.Equal(0, (await engine.RecordAsync("mark"))!.Failures);
        engine.Clock.NextStep();
        AnswerAssert.Ok(await other.VerifyAsync(app.CurrentCode()));
    }

    [Fact]
    public async Task An_attempt_that_waits_is_checked_when_its_turn_comes()
    {
        await using var engine = await TestEngine.StartAsync(options =>
            options.ConcurrentCodeAttemptsPerMember = 1
        );
        var (_, mark, app) = await engine.WithMarkAsync();
        var code = app.CurrentCode();
        var held = Hold(engine.Host.Directory, 1);
        var first = mark.VerifyAsync(code);
        await held.AllThere;
        var second = mark.VerifyAsync(code);

        held.Release();

        AnswerAssert.Ok(await first);
        AnswerAssert.Refused(400, "invalid-code", await second);
    }

    [Fact]
    public async Task An_outsider_who_knows_the_profile_takes_no_attempt_from_its_members()
    {
        await using var engine = await TestEngine.StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        var zoe = await CrowdedAsync(await engine.Host.BrowserAsync("zoe"));
        var held = Hold(engine.Host.Directory, 2);
        var flood = Enumerable.Range(0, 20).Select(_ => zoe.VerifyAsync("123456")).ToArray();
        await held.AllThere;

        AnswerAssert.Ok(await mark.VerifyAsync(app.CurrentCode()));

        held.Release();
        Assert.All(
            await Task.WhenAll(flood),
            answer => AnswerAssert.Refused(403, "not-a-member", answer)
        );
    }

    [Fact]
    public async Task Attempts_beyond_the_nodes_limit_are_refused_before_anything_is_read()
    {
        await using var engine = await TestEngine.StartAsync(options =>
            options.ConcurrentCodeAttempts = 2
        );
        var (owner, mark, app) = await engine.WithMarkAsync();
        var held = Hold(engine.Host.Directory, 2);
        Task<Answer>[] attempts = [mark.VerifyAsync(app.WrongCode()), owner.VerifyAsync("123456")];
        await held.AllThere;
        var mei = await engine.Host.BrowserAsync("mei");
        var before = Asked(engine);

        BeBrief(engine.Host);
        var refused = await mei.VerifyAsync("123456");

        AnswerAssert.Unavailable(refused);
        Assert.Equal("1", refused.Header("Retry-After"));
        Assert.Equal(before, Asked(engine));
        // A call that tries no code is answered while they wait.
        AnswerAssert.Ok(await mark.StatusAsync());
        held.Release();
        await Task.WhenAll(attempts);
        AnswerAssert.Ok(await mark.VerifyAsync(app.CurrentCode()));
    }

    /// <summary>Operators see which of the two limits refused, and how often.</summary>
    [Fact]
    public async Task Refused_attempts_are_counted_by_the_limit_that_refused()
    {
        await using var engine = await TestEngine.StartAsync(options =>
        {
            options.ConcurrentCodeAttempts = 2;
            options.ConcurrentCodeAttemptsPerMember = 1;
        });
        var (owner, mark, _) = await engine.WithMarkAsync();
        var mei = await engine.Host.BrowserAsync("mei");
        using var refusals = new Refusals(engine);
        var held = Hold(engine.Host.Directory, 2);
        Task<Answer>[] attempts = [mark.VerifyAsync("123456"), owner.VerifyAsync("123456")];
        await held.AllThere;

        BeBrief(engine.Host);
        AnswerAssert.Refused(429, "locked-out", await mark.VerifyAsync("123456"));
        AnswerAssert.Unavailable(await mei.VerifyAsync("123456"));
        AnswerAssert.Unavailable(await mei.VerifyAsync("123456"));

        held.Release();
        await Task.WhenAll(attempts);
        Assert.Equal(
            [(1, "limit", "member"), (1, "limit", "node"), (1, "limit", "node")],
            refusals.All
        );
    }

    [Fact]
    public async Task One_person_never_takes_more_of_the_nodes_limit_than_their_own()
    {
        await using var engine = await TestEngine.StartAsync(options =>
        {
            options.ConcurrentCodeAttempts = 2;
            options.ConcurrentCodeAttemptsPerMember = 1;
        });
        var (_, mark, app) = await engine.WithMarkAsync();
        var zoe = await CrowdedAsync(await engine.Host.BrowserAsync("zoe"));
        var held = Hold(engine.Host.Directory, 1);
        var flood = Enumerable.Range(0, 10).Select(_ => zoe.VerifyAsync("123456")).ToArray();
        await held.AllThere;

        AnswerAssert.Ok(await mark.VerifyAsync(app.CurrentCode()));

        held.Release();
        await Task.WhenAll(flood);
    }

    [Fact]
    public async Task Of_attempts_that_wait_no_more_than_a_thousand_are_kept_for_a_person()
    {
        await using var engine = await TestEngine.StartAsync(options =>
            options.ConcurrentCodeAttemptsPerMember = 1
        );
        var limiter = engine.Host.App.Services.GetRequiredService<CodeAttemptLimiter>();
        var context = new DefaultHttpContext { User = GateHost.Principal("mark", "test") };
        var release = new TaskCompletionSource();
        Task<TwoFactorResult<string>> TryAsync() =>
            limiter.RunAsync(
                context,
                async () =>
                {
                    await release.Task;
                    return TwoFactorResult<string>.Success("checked");
                }
            );
        var waiting = Enumerable.Range(0, 1 + 1024).Select(_ => TryAsync()).ToArray();

        var refused = await TryAsync();

        Assert.Equal("locked-out", refused.Error!.Code);
        release.SetResult();
        Assert.All(await Task.WhenAll(waiting), result => Assert.True(result.Succeeded));
    }

    [Fact]
    public async Task An_attempt_whose_caller_hangs_up_while_it_waits_is_not_made()
    {
        await using var engine = await TestEngine.StartAsync(options =>
            options.ConcurrentCodeAttemptsPerMember = 1
        );
        var limiter = engine.Host.App.Services.GetRequiredService<CodeAttemptLimiter>();
        var user = GateHost.Principal("mark", "test");
        var release = new TaskCompletionSource();
        var first = limiter.RunAsync(
            new DefaultHttpContext { User = user },
            async () =>
            {
                await release.Task;
                return TwoFactorResult<string>.Success("checked");
            }
        );
        using var caller = new CancellationTokenSource();
        var second = limiter.RunAsync(
            new DefaultHttpContext { User = user, RequestAborted = caller.Token },
            Task<TwoFactorResult<string>> () => throw new InvalidOperationException("It was made.")
        );

        await caller.CancelAsync();

        Assert.False((await second).Succeeded);
        release.SetResult();
        Assert.True((await first).Succeeded);
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("enable")]
    public async Task Attempts_for_an_account_are_limited_as_well(string call)
    {
        await using var host = await AccountHost.StartAsync();
        var (mei, app, _) = await host.EnableAsync("mei");
        var held = new Hold(2);
        host.Accounts.Before = held.PassAsync;
        var attempts = new[]
        {
            mei.AccountVerifyAsync(app.WrongCode()),
            mei.AccountPostAsync("enable", new { code = app.WrongCode() }),
        };
        await held.AllThere;

        BeBrief(host.Host);
        var refused = await mei.AccountPostAsync(call, new { code = app.CurrentCode() });

        AnswerAssert.Refused(429, "locked-out", refused);
        Assert.Equal(2, held.Seen);
        held.Release();
        await Task.WhenAll(attempts);
        AnswerAssert.Ok(await mei.AccountVerifyAsync(app.CurrentCode()));
    }

    [Fact]
    public async Task A_thief_of_the_password_takes_no_attempt_from_the_sessions_of_the_account()
    {
        await using var host = await AccountHost.StartAsync();
        var (mei, app, _) = await host.EnableAsync("mei");
        var thief = await CrowdedAsync(await host.PasswordAsync("mei"));
        var held = new Hold(2);
        host.Accounts.Before = held.PassAsync;
        var attempts = new[]
        {
            thief.AccountVerifyAsync(app.WrongCode()),
            thief.AccountVerifyAsync(app.WrongCode()),
        };
        await held.AllThere;

        BeBrief(host.Host);
        var refused = await thief.AccountVerifyAsync(app.CurrentCode());

        AnswerAssert.Refused(429, "locked-out", refused);
        AnswerAssert.Ok(await mei.AccountVerifyAsync(app.CurrentCode()));
        held.Release();
        await Task.WhenAll(attempts);
    }

    /// <summary>Attempts wait only for a moment from now on.</summary>
    private static void BeBrief(GateHost host) =>
        host.App.Services.GetRequiredService<CodeAttemptLimiter>().Patience = Short;

    /// <summary>A browser that has its antiforgery cookie before several hands use it at once.</summary>
    private static async Task<Browser> CrowdedAsync(Browser browser)
    {
        AnswerAssert.Ok(await browser.GetAsync("/two-factor/api/antiforgery"));
        return browser;
    }

    private static Hold Hold(TestDirectory directory, int calls)
    {
        var held = new Hold(calls);
        directory.Before = held.PassAsync;
        return held;
    }

    private static (int Directory, int Stores, int Cache) Asked(TestEngine engine) =>
        (
            engine.Host.Directory.Calls,
            engine.Store.Reads + engine.Store.Writes,
            engine.Host.Cache.Reads + engine.Host.Cache.Writes
        );

    /// <summary>What the counter of one engine says.</summary>
    private sealed class Refusals : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly List<(long, string, string?)> _all = [];

        public Refusals(TestEngine engine)
        {
            var meters = engine.Host.App.Services.GetRequiredService<IMeterFactory>();
            _listener.InstrumentPublished = (instrument, all) =>
            {
                if (
                    ReferenceEquals(instrument.Meter.Scope, meters)
                    && instrument.Name == "profile_two_factor.attempt_refusals"
                )
                {
                    all.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>(
                (_, count, tags, _) =>
                {
                    lock (_all)
                    {
                        _all.Add((count, tags[0].Key, (string?)tags[0].Value));
                    }
                }
            );
            _listener.Start();
        }

        public IReadOnlyList<(long, string, string?)> All
        {
            get
            {
                lock (_all)
                {
                    return [.. _all];
                }
            }
        }

        public void Dispose() => _listener.Dispose();
    }
}
