using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Backplane;
using ProfileTwoFactor.Backplane.Internal;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Passkeys;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.IntegrationTests.Backplane;

/// <summary>One node that keeps decisions for five minutes while its clock stands still. What other nodes do, the test does behind its back.</summary>
public sealed class BackplaneNodeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_change_of_another_node_counts_when_its_message_comes()
    {
        var (engine, backplane) = await StartAsync();
        await using var _ = engine;
        var (_, mark, _) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        await engine.ChangeAsync("mark", record => record with { Active = null });

        await HearAsync(
            engine,
            backplane,
            TestEngine.Scope(),
            Names(engine).Of(TestEngine.Scope())
        );

        AnswerAssert.Refused(401, "binding-required", await mark.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task A_change_of_another_profile_or_tenant_or_application_ends_nothing()
    {
        var (engine, backplane) = await StartAsync();
        await using var _ = engine;
        var scopes = Get<ScopeRegistry>(engine);
        var beta = TestEngine.Scope("beta");
        await SettleAsync(engine, backplane);
        var kept = scopes.Scope(TestEngine.Scope());
        var generation = kept.Generation;

        await HearAsync(
            engine,
            backplane,
            beta,
            Names(engine).Of(TestEngine.Scope().InTenant("other")),
            Names(engine).Of(TestEngine.Scope("ACME")),
            Names(engine).Of(TwoFactorScope.Account("acme")),
            Names(engine).Of(TwoFactorScope.Profile("acme", "stamp")),
            Names(engine).Of(beta)
        );

        Assert.Same(generation, kept.Generation);
    }

    [Fact]
    public async Task A_forged_message_opens_nothing()
    {
        var (engine, backplane) = await StartAsync();
        await using var _ = engine;
        var (_, mark, _) = await engine.WithMarkAsync();
        var thief = await engine.Host.BrowserAsync("mark");
        AnswerAssert.Refused(401, "verification-required", await thief.GetAsync("/p/acme"));

        await HearAsync(
            engine,
            backplane,
            TestEngine.Scope(),
            Names(engine).Of(TestEngine.Scope())
        );

        AnswerAssert.Refused(401, "verification-required", await thief.GetAsync("/p/acme"));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task A_window_that_another_node_closed_ends_here_and_no_other_does()
    {
        var (engine, backplane) = await StartAsync();
        await using var _ = engine;
        var (owner, mark, _) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        var scope = Get<ScopeRegistry>(engine).Scope(TestEngine.Scope());
        var place = PlaceOf(mark, scope);
        await engine.Host.Cache.ForgetAsync(place.Window);
        await SettleAsync(engine, backplane);
        var generation = scope.Generation;
        var closed = new TaskCompletionSource();
        Get<ScopeRegistry>(engine).WindowClosed += _ => closed.TrySetResult();

        var listener = await backplane.Listener;
        listener.OnMessage(Message(ChangeNames.Of(place)));
        await closed.Task.WaitAsync(Patience);

        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
        Assert.Same(generation, scope.Generation);
        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task A_node_that_hears_again_keeps_nothing_from_before()
    {
        var (engine, backplane) = await StartAsync();
        await using var _ = engine;
        var (_, mark, _) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        await engine.ChangeAsync("mark", record => record with { Active = null });
        var applied = Changed(engine, TestEngine.Scope());

        (await backplane.Listener).OnConnected();
        await applied;

        AnswerAssert.Refused(401, "binding-required", await mark.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task A_reset_a_disable_and_an_enable_are_told()
    {
        var (engine, backplane) = await StartAsync();
        await using var _ = engine;
        var acme = Names(engine).Of(TestEngine.Scope());
        var (owner, _, _) = await engine.WithMarkAsync();
        await DrainAsync(engine, backplane);

        AnswerAssert.Ok(
            await owner.ProfilePostAsync(
                "acme",
                $"members/{TestDirectory.MemberId("acme", "mark")}/reset"
            )
        );
        Assert.Equal([acme], await SaidAsync(backplane));

        AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "disable"));
        Assert.Contains(acme, await SaidAsync(backplane));
        await DrainAsync(engine, backplane);

        await owner.EnableAsync();
        Assert.Contains(acme, await SaidAsync(backplane));
    }

    [Fact]
    public async Task Windows_that_are_ended_are_told_and_an_end_of_nothing_is_not()
    {
        var (engine, backplane) = await StartAsync();
        await using var _ = engine;
        var acme = Names(engine).Of(TestEngine.Scope());
        var (owner, mark, app) = await engine.WithMarkAsync();
        var phone = await engine.Host.BrowserAsync("mark");
        AnswerAssert.Ok(await phone.VerifyAsync(app.CurrentCode()));
        await DrainAsync(engine, backplane);

        var id = (await phone.WindowsAsync())[0].GetProperty("id").GetString();
        Assert.Equal(204, (await mark.EndAsync(id)).StatusCode);
        Assert.Equal([acme], await SaidAsync(backplane));
        // As a member whom an earlier release bound, of whose windows some may not be listed.
        await engine.ChangeAsync("mark", record => record with { OnlyListedWindows = false });
        Assert.Equal(204, (await mark.EndAsync()).StatusCode);
        Assert.Equal([acme], await SaidAsync(backplane));

        AnswerAssert.Refused(404, "not-found", await mark.EndAsync(id));
        Assert.Equal(204, (await mark.EndAsync()).StatusCode);
        Assert.Equal(204, (await owner.ProfilePostAsync("acme", "windows/revoke")).StatusCode);
        Assert.Equal([acme], await SaidAsync(backplane));
        await DrainAsync(engine, backplane);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_another_node_ended_is_refused_here_when_its_message_comes(bool all)
    {
        var (engine, backplane) = await StartAsync();
        await using var _ = engine;
        var (_, mark, _) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        if (all)
        {
            await engine.ChangePolicyAsync(policy => policy with { WindowGeneration = "next" });
        }
        else
        {
            await engine.ChangeAsync("mark", record => record with { Windows = [] });
        }

        await HearAsync(
            engine,
            backplane,
            TestEngine.Scope(),
            Names(engine).Of(TestEngine.Scope())
        );

        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task A_kind_that_another_node_excluded_is_refused_here_when_its_message_comes()
    {
        var (engine, backplane) = await StartAsync(services: services =>
            services.AddProfileTwoFactor().AddPasskeys()
        );
        await using var _ = engine;
        var (owner, mark, _) = await engine.WithMarkAsync();
        using var key = new FakePasskeyAuthenticator();
        AnswerAssert.Ok(await owner.BindPasskeyAsync(key));
        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        await engine.ChangePolicyAsync(policy =>
            policy with
            {
                Values = new() { AllowedAuthenticators = ["passkey"] },
            }
        );

        await HearAsync(
            engine,
            backplane,
            TestEngine.Scope(),
            Names(engine).Of(TestEngine.Scope())
        );

        AnswerAssert.Refused(401, "binding-required", await mark.GetAsync("/p/acme"));
        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task A_rule_about_kinds_is_told()
    {
        var (engine, backplane) = await StartAsync(services: services =>
            services.AddProfileTwoFactor().AddPasskeys()
        );
        await using var _ = engine;
        var (owner, _, _) = await engine.WithMarkAsync();
        using var key = new FakePasskeyAuthenticator();
        AnswerAssert.Ok(await owner.BindPasskeyAsync(key));
        await DrainAsync(engine, backplane);

        string[] passkeys = ["passkey"];
        AnswerAssert.Ok(await owner.PolicyAsync(new { allowedAuthenticators = passkeys }));

        Assert.Equal([Names(engine).Of(TestEngine.Scope())], await SaidAsync(backplane));
    }

    [Fact]
    public async Task A_code_tells_of_the_window_that_it_replaced_and_of_nothing_else()
    {
        var (engine, backplane) = await StartAsync();
        await using var _ = engine;
        var (_, mark, app) = await engine.WithMarkAsync();
        var place = PlaceOf(mark, Get<ScopeRegistry>(engine).Scope(TestEngine.Scope()));
        await DrainAsync(engine, backplane);

        AnswerAssert.Refused(400, "invalid-code", await mark.VerifyAsync(app.WrongCode()));
        AnswerAssert.Ok(await mark.VerifyAsync(app.CurrentCode()));

        Assert.Equal([ChangeNames.Of(place)], await SaidAsync(backplane));
    }

    [Fact]
    public async Task A_window_that_is_closed_at_sign_out_is_told()
    {
        var (engine, backplane) = await StartAsync();
        await using var _ = engine;
        await DrainAsync(engine, backplane);

        Get<ScopeRegistry>(engine).CloseWindow("a cookie");

        Assert.Equal(
            [ChangeNames.Of(WindowPlace.OfCookie("a cookie"))],
            await SaidAsync(backplane)
        );
    }

    [Fact]
    public async Task A_window_without_a_cookie_is_told_by_its_profile_when_it_is_closed()
    {
        var (engine, backplane) = await StartAsync(
            options => options.WindowBinding = WindowBinding.Member,
            routes =>
                routes
                    .MapGet(
                        "/close/{sid}",
                        (HttpContext context) =>
                            context.SignOutAsync(ProfileTwoFactorDefaults.AuthenticationScheme)
                    )
                    .RequireProfileTwoFactor()
        );
        await using var _ = engine;
        var (_, mark, _) = await engine.WithMarkAsync();
        await DrainAsync(engine, backplane);

        AnswerAssert.Ok(await mark.GetAsync("/close/acme"));

        await SaysAsync(backplane, Names(engine).Of(TestEngine.Scope()));
    }

    [Fact]
    public async Task What_the_node_said_itself_ends_nothing_a_second_time()
    {
        var (engine, backplane) = await StartAsync();
        await using var _ = engine;
        var scopes = Get<ScopeRegistry>(engine);
        var beta = TestEngine.Scope("beta");
        await SettleAsync(engine, backplane);
        await DrainAsync(engine, backplane);
        scopes.Invalidate(TestEngine.Scope());
        var own = await backplane.SaidAsync();
        var generation = scopes.Scope(TestEngine.Scope()).Generation;

        (await backplane.Listener).OnMessage(own);
        await HearAsync(engine, backplane, beta, Names(engine).Of(beta));

        Assert.Same(generation, scopes.Scope(TestEngine.Scope()).Generation);
    }

    [Fact]
    public async Task A_backplane_that_hangs_delays_and_fails_no_call()
    {
        var (engine, backplane) = await StartAsync();
        await using var _ = engine;
        var (owner, mark, _) = await engine.WithMarkAsync();
        var hangs = new TaskCompletionSource();
        backplane.Before = () => hangs.Task;

        // Had any call waited, it would have waited for the thirty seconds of these tests.
        AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "disable").WaitAsync(Patience / 2));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        await owner.EnableAsync().WaitAsync(Patience / 2);

        hangs.SetResult();
    }

    [Fact]
    public async Task A_message_that_was_not_taken_is_sent_again()
    {
        var (engine, backplane) = await StartAsync();
        await using var _ = engine;
        await DrainAsync(engine, backplane);
        var failed = new TaskCompletionSource();
        backplane.Before = () =>
        {
            failed.TrySetResult();
            backplane.Before = null;
            throw new IOException("The connection broke.");
        };
        Get<ScopeRegistry>(engine).Invalidate(TestEngine.Scope());

        await failed.Task.WaitAsync(Patience);

        Assert.Equal([Names(engine).Of(TestEngine.Scope())], await SaidAsync(backplane));
    }

    [Fact]
    public async Task Many_changes_while_a_message_is_on_its_way_are_one_message()
    {
        var (engine, backplane) = await StartAsync();
        await using var _ = engine;
        await DrainAsync(engine, backplane);
        var (begun, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        backplane.Before = () =>
        {
            begun.TrySetResult();
            return go.Task;
        };
        var scopes = Get<ScopeRegistry>(engine);
        scopes.Invalidate(TestEngine.Scope());
        await begun.Task.WaitAsync(Patience);
        for (var i = 0; i < 1000; i++)
        {
            scopes.Invalidate(TestEngine.Scope(i % 2 == 0 ? "acme" : "beta"));
        }

        go.SetResult();

        Assert.Single(await SaidAsync(backplane));
        Assert.Equal(2, (await SaidAsync(backplane)).Count);
        Assert.False(backplane.HasSaid);
    }

    private static async Task<(TestEngine Engine, TestBackplane Backplane)> StartAsync(
        Action<ProfileTwoFactorOptions>? options = null,
        Action<IEndpointRouteBuilder>? map = null,
        Action<IServiceCollection>? services = null
    )
    {
        var backplane = new TestBackplane();
        var engine = await TestEngine.StartAsync(
            package =>
            {
                package.DecisionLifetime = TimeSpan.FromMinutes(5);
                options?.Invoke(package);
            },
            all =>
            {
                all.AddSingleton<IChangeBackplane>(backplane);
                all.AddProfileTwoFactor().AddBackplane<TestBackplane>();
                services?.Invoke(all);
            },
            map: map
        );
        await backplane.Listener;
        return (engine, backplane);
    }

    private static T Get<T>(TestEngine engine)
        where T : notnull => engine.Host.App.Services.GetRequiredService<T>();

    private static ChangeNames Names(TestEngine engine) => Get<ChangeNames>(engine);

    private static WindowPlace PlaceOf(Browser browser, ScopeState scope) =>
        WindowPlace.OfCookie(
            browser
                .Cookies.GetAllCookies()
                .Single(cookie => scope.WindowCookies.Contains(cookie.Name))
                .Value
        );

    private static string Message(params Change[] changes) =>
        ChangeMessage.Write(ChangeMessage.CreateSender(), changes);

    /// <summary>Another node says something, and this one deals with it: a change of the scope is part of it.</summary>
    private static async Task HearAsync(
        TestEngine engine,
        TestBackplane backplane,
        TwoFactorScope scope,
        params Change[] changes
    )
    {
        Get<ScopeRegistry>(engine).Scope(scope);
        var listener = await backplane.Listener;
        var applied = Changed(engine, scope);
        listener.OnMessage(Message(changes));
        await applied;
    }

    /// <summary>
    /// The node has ended what it kept at its start, of which the backplane told it nothing. Until then that may end what a test looks at.
    /// </summary>
    private static async Task SettleAsync(TestEngine engine, TestBackplane backplane)
    {
        var first = TestEngine.Scope("the first one");
        await HearAsync(engine, backplane, first, Names(engine).Of(first));
        // One round is over when the next one begins.
        await HearAsync(engine, backplane, first, Names(engine).Of(first));
    }

    private static async Task Changed(TestEngine engine, TwoFactorScope scope)
    {
        var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Get<ScopeRegistry>(engine).Changed += other =>
        {
            if (other == scope)
            {
                changed.TrySetResult();
            }
        };
        await changed.Task.WaitAsync(Patience);
    }

    private static async Task<List<Change>> SaidAsync(TestBackplane backplane)
    {
        var changes = new List<Change>();
        Assert.True(ChangeMessage.TryRead(await backplane.SaidAsync(), changes));
        return changes;
    }

    /// <summary>Takes what was said until now.</summary>
    private static async Task DrainAsync(TestEngine engine, TestBackplane backplane)
    {
        var last = TestEngine.Scope("the last one");
        Get<ScopeRegistry>(engine).Invalidate(last);
        await SaysAsync(backplane, Names(engine).Of(last));
    }

    /// <summary>Waits until the node says something, in whichever of its messages.</summary>
    private static async Task SaysAsync(TestBackplane backplane, Change change)
    {
        while (!(await SaidAsync(backplane)).Contains(change)) { }
    }
}
