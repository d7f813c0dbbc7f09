using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Gate.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.LiveConnections.Support;
using ProfileTwoFactor.IntegrationTests.Upstream.Support;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.IntegrationTests.Upstream;

/// <summary>The second factor of the app's identity provider in place of a code: only where the app and the Owner allow it, and only while it is recent.</summary>
public sealed class UpstreamProofTests
{
    private readonly TestUpstream _upstream = new();

    [Fact]
    public async Task It_counts_only_once_the_Owner_allows_it_and_for_sign_ins_from_then_on()
    {
        await using var engine = await StartAsync();
        var (owner, elsewhere) = await PrepareAsync(engine, allow: false);
        SignInNow(engine);

        AnswerAssert.Refused(401, "verification-required", await elsewhere.GetAsync("/p/acme"));
        AnswerAssert.Ok(await owner.PolicyAsync(new { upstreamProof = "allow" }));
        AnswerAssert.Refused(401, "verification-required", await elsewhere.GetAsync("/p/acme"));
        SignInNow(engine);

        AnswerAssert.Ok(await elsewhere.GetAsync("/p/acme"));
        AnswerAssert.Ok(await owner.PolicyAsync(new { upstreamProof = "deny" }));
        AnswerAssert.Refused(401, "verification-required", await elsewhere.GetAsync("/p/acme"));
        // Allowed again, what was proven before doesn't count again.
        AnswerAssert.Ok(await owner.PolicyAsync(new { upstreamProof = "allow" }));
        AnswerAssert.Refused(401, "verification-required", await elsewhere.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task An_app_that_trusts_no_issuer_has_no_such_rule()
    {
        await using var engine = await StartAsync(trust: false);
        var (owner, elsewhere) = await PrepareAsync(engine, allow: false);
        SignInNow(engine);

        AnswerAssert.Refused(
            400,
            "invalid-request",
            await owner.PolicyAsync(new { upstreamProof = "allow" })
        );
        AnswerAssert.Refused(401, "verification-required", await elsewhere.GetAsync("/p/acme"));
        Assert.DoesNotContain(
            "pstream",
            (await owner.StatusAsync()).Body,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_stored_value_counts_for_nothing_once_the_app_trusts_no_issuer()
    {
        await using var engine = await StartAsync(trust: false);
        var (_, elsewhere) = await PrepareAsync(engine, allow: false);
        await StoreAsync(engine, new() { UpstreamProof = UpstreamProof.Allow });
        SignInNow(engine);

        AnswerAssert.Refused(401, "verification-required", await elsewhere.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task A_stored_value_that_no_release_knows_allows_nothing()
    {
        await using var engine = await StartAsync();
        var (_, elsewhere) = await PrepareAsync(engine, allow: false);
        await StoreAsync(engine, new() { UpstreamProof = (UpstreamProof)7 });
        SignInNow(engine);

        AnswerAssert.Refused(401, "verification-required", await elsewhere.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task It_replaces_the_code_and_never_the_binding()
    {
        await using var engine = await StartAsync();
        await PrepareAsync(engine);
        _upstream.SignIn("mei", engine.Clock.GetUtcNow());
        var mei = await engine.Host.BrowserAsync("mei");

        AnswerAssert.Refused(401, "binding-required", await mei.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task It_ends_with_its_age_also_where_requests_keep_coming()
    {
        await using var engine = await StartAsync();
        var (_, elsewhere) = await PrepareAsync(engine);
        SignInNow(engine);
        for (var i = 0; i < 119; i++)
        {
            AnswerAssert.Ok(await elsewhere.GetAsync("/p/acme"));
            engine.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        AnswerAssert.Ok(await elsewhere.GetAsync("/p/acme"));
        engine.Clock.Advance(TimeSpan.FromMinutes(1));

        AnswerAssert.Refused(401, "verification-required", await elsewhere.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task A_shorter_window_of_the_Owner_counts_as_well()
    {
        await using var engine = await StartAsync();
        var (owner, elsewhere) = await PrepareAsync(engine);
        AnswerAssert.Ok(await owner.PolicyAsync(new { window = 600 }));
        SignInNow(engine);
        AnswerAssert.Ok(await elsewhere.GetAsync("/p/acme"));

        engine.Clock.Advance(TimeSpan.FromMinutes(10));

        AnswerAssert.Refused(401, "verification-required", await elsewhere.GetAsync("/p/acme"));
    }

    /// <summary>As windows don't: longer lifetimes bring back nothing that has ended.</summary>
    [Theory]
    [InlineData("window")]
    [InlineData("absoluteLifetime")]
    public async Task A_lapsed_one_does_not_count_again_under_longer_lifetimes(string rule)
    {
        await using var engine = await StartAsync();
        var (owner, app) = await engine.Host.EnableAsync();
        await engine.Host.BindAsync("mark");
        var rules = new Dictionary<string, object> { ["upstreamProof"] = "allow", [rule] = 600 };
        AnswerAssert.Ok(await owner.PolicyAsync(rules));
        var elsewhere = await engine.Host.BrowserAsync("mark");
        SignInNow(engine);
        AnswerAssert.Ok(await elsewhere.GetAsync("/p/acme"));
        engine.Clock.Advance(TimeSpan.FromMinutes(10));
        AnswerAssert.Refused(401, "verification-required", await elsewhere.GetAsync("/p/acme"));

        AnswerAssert.Ok(await owner.VerifyAsync(app.CurrentCode()));
        rules[rule] = 3600;
        AnswerAssert.Ok(await owner.PolicyAsync(rules));

        AnswerAssert.Refused(401, "verification-required", await elsewhere.GetAsync("/p/acme"));
        SignInNow(engine);
        AnswerAssert.Ok(await elsewhere.GetAsync("/p/acme"));
    }

    /// <summary>Another node, whose clock is ahead, has ended it later than this node's clock says.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_another_node_has_ended_stays_ended(bool byTheRule)
    {
        await using var engine = await StartAsync();
        var (owner, elsewhere) = await PrepareAsync(engine);
        var mark = engine.Clock.GetUtcNow().AddSeconds(20);
        await StoreAsync(
            engine,
            new() { UpstreamProof = UpstreamProof.Allow, UpstreamAfter = mark }
        );

        if (byTheRule)
        {
            AnswerAssert.Ok(await owner.PolicyAsync(new { upstreamProof = "deny" }));
            AnswerAssert.Ok(await owner.PolicyAsync(new { upstreamProof = "allow" }));
        }
        else
        {
            AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "windows/revoke", new { }));
        }

        var policy = await engine.Policies.FindAsync(TestEngine.Scope(), CancellationToken.None);
        Assert.Equal(mark, policy!.Values!.UpstreamAfter);
        engine.Clock.Advance(TimeSpan.FromSeconds(15));
        _upstream.SignIn("mark", engine.Clock.GetUtcNow());
        AnswerAssert.Refused(401, "verification-required", await elsewhere.GetAsync("/p/acme"));
    }

    /// <summary>Marks that a clock far ahead has left are dropped when a window is opened. What they ended stays ended.</summary>
    [Fact]
    public async Task Marks_of_windows_that_are_dropped_bring_back_nothing()
    {
        await using var engine = await StartAsync();
        var (owner, mark, app) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await owner.PolicyAsync(new { upstreamProof = "allow" }));
        var elsewhere = await engine.Host.BrowserAsync("mark");
        SignInNow(engine);
        await StoreAsync(
            engine,
            new()
            {
                UpstreamProof = UpstreamProof.Allow,
                ActiveAfter = engine.Clock.GetUtcNow().AddHours(3),
            }
        );
        AnswerAssert.Refused(401, "verification-required", await elsewhere.GetAsync("/p/acme"));

        AnswerAssert.Ok(await mark.VerifyAsync(app.CurrentCode()));

        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        AnswerAssert.Refused(401, "verification-required", await elsewhere.GetAsync("/p/acme"));
        SignInNow(engine);
        AnswerAssert.Ok(await elsewhere.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task A_browser_that_was_ended_halfway_is_ended_wholly_by_the_next_attempt()
    {
        await using var engine = await StartAsync();
        var (owner, mark, app) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await owner.PolicyAsync(new { upstreamProof = "allow" }));
        var phone = await engine.Host.BrowserAsync("mark");
        AnswerAssert.Ok(await phone.VerifyAsync(app.CurrentCode()));
        var id = (await mark.WindowsAsync())
            .Single(window => !window.GetProperty("current").GetBoolean())
            .GetProperty("id")
            .GetString();
        var elsewhere = await engine.Host.BrowserAsync("mark");
        SignInNow(engine);
        AnswerAssert.Ok(await elsewhere.GetAsync("/p/acme"));
        engine.Store.Before = call =>
            call is StoreCall.WritePolicy
                ? Task.FromException(new IOException("The connection broke."))
                : Task.CompletedTask;
        AnswerAssert.Unavailable(await mark.EndAsync(id));
        engine.Store.Reset();

        AnswerAssert.Refused(404, "not-found", await mark.EndAsync(id));

        AnswerAssert.Refused(401, "verification-required", await elsewhere.GetAsync("/p/acme"));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
    }

    /// <summary>The principal of the scheme says what was verified here.</summary>
    [Fact]
    public async Task The_scheme_authenticates_no_one_by_it()
    {
        await using var engine = await StartAsync();
        var (owner, elsewhere) = await PrepareAsync(engine);
        SignInNow(engine);

        Assert.Equal("false", (await elsewhere.GetAsync("/p/acme/scheme")).Body);
        Assert.Equal("true", (await owner.GetAsync("/p/acme/scheme")).Body);
    }

    [Fact]
    public async Task A_hub_method_can_require_the_members_own_code()
    {
        await using var host = await LiveHosts.StartAsync(
            TestUpstream.Trust,
            services: _upstream.AddTo
        );
        var (owner, _) = await host.EnableAsync();
        var (mark, _) = await host.BindAsync("mark");
        AnswerAssert.Ok(await owner.PolicyAsync(new { upstreamProof = "allow" }));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        _upstream.SignIn("mark", host.Clock.GetUtcNow());
        var elsewhere = await host.BrowserAsync("mark");
        await using var line = await HubLine.ConnectAsync(host, elsewhere);
        await using var own = await HubLine.ConnectAsync(host, mark);

        var (result, error) = await line.InvokeAsync("ShowOwn");

        Assert.Null(result);
        Assert.Contains("user is unauthorized", error, StringComparison.Ordinal);
        Assert.Equal(("clicks", null), await line.InvokeAsync("ShowGated"));
        Assert.Equal(("clicks", null), await own.InvokeAsync("ShowOwn"));
    }

    [Fact]
    public async Task A_component_that_requires_the_members_own_code_is_not_rendered_without_it()
    {
        await using var host = await GateHost.StartAsync(
            routes => routes.MapRazorComponents<Blazor.Components.App>(),
            all =>
            {
                Blazor.BlazorTests.AddComponents(all);
                _upstream.AddTo(all);
            },
            TestUpstream.Trust,
            pipeline: app =>
            {
                app.UseRouting();
                app.UseAuthentication();
                app.UseAuthorization();
                app.UseAntiforgery();
            }
        );
        var (owner, _) = await host.EnableAsync();
        await host.BindAsync("mark");
        AnswerAssert.Ok(await owner.PolicyAsync(new { upstreamProof = "allow" }));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        _upstream.SignIn("mark", host.Clock.GetUtcNow());
        var elsewhere = await host.BrowserAsync("mark");

        var page = await elsewhere.NavigateAsync("/blazor/acme");
        var part = await elsewhere.NavigateAsync("/blazor/acme/own-part");

        Assert.Contains(Secret.Text, page.Body, StringComparison.Ordinal);
        Assert.Equal(500, part.StatusCode);
        Assert.DoesNotContain(Secret.Text, part.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_opens_no_window()
    {
        await using var engine = await StartAsync();
        var (_, elsewhere) = await PrepareAsync(engine);
        SignInNow(engine);
        AnswerAssert.Ok(await elsewhere.GetAsync("/p/acme"));

        _upstream.Claims.Clear();

        AnswerAssert.Refused(401, "verification-required", await elsewhere.GetAsync("/p/acme"));
    }

    /// <summary>A maximum age counts from the sign-in there, and the attribute can refuse it altogether.</summary>
    [Fact]
    public async Task Endpoints_can_require_a_recent_one_or_the_members_own_code()
    {
        await using var engine = await StartAsync();
        var (_, elsewhere) = await PrepareAsync(engine);
        SignInNow(engine);

        AnswerAssert.Ok(await elsewhere.GetAsync("/p/acme/fresh"));
        AnswerAssert.Refused(401, "verification-required", await elsewhere.GetAsync("/p/acme/own"));
        engine.Clock.Advance(TimeSpan.FromSeconds(301));

        AnswerAssert.Ok(await elsewhere.GetAsync("/p/acme"));
        AnswerAssert.Refused(
            401,
            "fresh-verification-required",
            await elsewhere.GetAsync("/p/acme/fresh")
        );
    }

    /// <summary>One attribute of several is sufficient.</summary>
    [Fact]
    public async Task A_group_that_requires_the_own_code_does_so_for_all_of_its_endpoints()
    {
        await using var engine = await StartAsync();
        var (owner, elsewhere) = await PrepareAsync(engine);
        SignInNow(engine);

        AnswerAssert.Refused(401, "verification-required", await elsewhere.GetAsync("/own/p/acme"));
        AnswerAssert.Ok(await owner.GetAsync("/own/p/acme"));
    }

    [Theory]
    [InlineData("disable")]
    [InlineData("backup-codes")]
    [InlineData("replace")]
    [InlineData("windows/revoke")]
    [InlineData("members/acme-mark/reset")]
    public async Task Calls_that_need_a_fresh_verification_need_the_own_code(string call)
    {
        await using var engine = await StartAsync();
        await PrepareAsync(engine);
        engine.Clock.Advance(TimeSpan.FromSeconds(1));
        _upstream.SignIn("olivia", engine.Clock.GetUtcNow());
        var elsewhere = await engine.Host.BrowserAsync("olivia");
        AnswerAssert.Ok(await elsewhere.GetAsync("/p/acme"));

        AnswerAssert.Refused(
            401,
            "verification-required",
            await elsewhere.ProfilePostAsync("acme", call, new { })
        );
        AnswerAssert.Refused(
            401,
            "verification-required",
            await elsewhere.PolicyAsync(new { window = 3600 })
        );
    }

    [Fact]
    public async Task Members_who_are_asked_again_are_asked_whatever_was_proven_before()
    {
        await using var engine = await StartAsync();
        var (owner, elsewhere) = await PrepareAsync(engine);
        foreach (var body in new object[] { new { memberId = "acme-mark" }, new { } })
        {
            SignInNow(engine);
            AnswerAssert.Ok(await elsewhere.GetAsync("/p/acme"));

            AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "windows/revoke", body));

            AnswerAssert.Refused(401, "verification-required", await elsewhere.GetAsync("/p/acme"));
        }
    }

    [Fact]
    public async Task A_member_who_ends_other_browsers_ends_what_was_proven_there()
    {
        await using var engine = await StartAsync();
        var (owner, mark, _) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await owner.PolicyAsync(new { upstreamProof = "allow" }));
        var elsewhere = await engine.Host.BrowserAsync("mark");
        SignInNow(engine);
        AnswerAssert.Ok(await elsewhere.GetAsync("/p/acme"));

        AnswerAssert.Ok(await mark.EndAsync());

        AnswerAssert.Refused(401, "verification-required", await elsewhere.GetAsync("/p/acme"));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task A_sign_in_of_before_the_member_bound_again_does_not_count()
    {
        await using var engine = await StartAsync();
        var (owner, elsewhere) = await PrepareAsync(engine);
        SignInNow(engine);
        AnswerAssert.Ok(await elsewhere.GetAsync("/p/acme"));
        engine.Clock.Advance(TimeSpan.FromMinutes(1));

        await RebindAsync(engine, owner);

        AnswerAssert.Refused(401, "verification-required", await elsewhere.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task The_status_says_until_when_it_counts()
    {
        await using var engine = await StartAsync();
        var (owner, elsewhere) = await PrepareAsync(engine);
        Assert.False(
            (await elsewhere.StatusAsync())
                .Json.GetProperty("you")
                .TryGetProperty("upstreamUntil", out _)
        );
        SignInNow(engine);

        var you = (await elsewhere.StatusAsync()).Json.GetProperty("you");

        Assert.Equal("verification-required", you.GetProperty("state").GetString());
        Assert.Equal(
            engine.Clock.GetUtcNow().AddHours(2),
            you.GetProperty("upstreamUntil").GetDateTimeOffset()
        );
        var policy = (await owner.StatusAsync()).Json.GetProperty("policy");
        Assert.Equal("allow", policy.GetProperty("upstreamProof").GetString());
        Assert.Equal(
            """["deny","allow"]""",
            policy.GetProperty("limits").GetProperty("upstreamProof").GetRawText()
        );
    }

    [Theory]
    [InlineData("\"Allow\"")]
    [InlineData("true")]
    [InlineData("1")]
    [InlineData("\"\"")]
    public async Task What_is_no_value_is_refused(string value)
    {
        await using var engine = await StartAsync();
        var (owner, _) = await PrepareAsync(engine, allow: false);

        var answer = await owner.PolicyAsync(
            System.Text.Json.Nodes.JsonNode.Parse($$"""{"upstreamProof":{{value}}}""")
        );

        AnswerAssert.Refused(400, "invalid-request", answer);
    }

    /// <summary>As the framework's own handler reads a signed token, with and without its renaming of claims.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_signed_token_counts_by_what_is_in_it(bool rename)
    {
        await using var engine = await StartAsync(authentication: all =>
        {
            GateHost.AddCookie(all);
            all.AddAuthentication("Smart")
                .AddPolicyScheme(
                    "Smart",
                    displayName: null,
                    scheme =>
                        scheme.ForwardDefaultSelector = context =>
                            context.Request.Headers.Authorization.Count > 0
                                ? JwtBearerDefaults.AuthenticationScheme
                                : "Cookies"
                )
                .AddJwtBearer(jwt =>
                {
                    TokenIssuer.TrustAsWritten(jwt);
                    if (rename)
                    {
                        jwt.MapInboundClaims = true;
                        jwt.TokenValidationParameters.NameClaimType = System
                            .Security
                            .Claims
                            .ClaimTypes
                            .Name;
                    }
                });
        });
        await PrepareAsync(engine);
        engine.Clock.Advance(TimeSpan.FromMinutes(1));
        var now = engine.Clock.GetUtcNow().ToUnixTimeSeconds();

        Assert.Equal(
            200,
            await TokenAsync(engine, ("auth_time", now), ("amr", new[] { "pwd", "mfa" }))
        );
        Assert.Equal(401, await TokenAsync(engine, ("auth_time", now), ("amr", new[] { "pwd" })));
        Assert.Equal(401, await TokenAsync(engine, ("amr", new[] { "mfa" })));
        Assert.Equal(401, await TokenAsync(engine, ("auth_time", now)));
        Assert.Equal(
            401,
            await TokenAsync(engine, ("auth_time", new[] { now, now }), ("amr", "mfa"))
        );
        Assert.Equal(401, await TokenAsync(engine, ("auth_time", now + 60), ("amr", "mfa")));
        Assert.Equal(401, await TokenAsync(engine, ("auth_time", now - 7200), ("amr", "mfa")));
        Assert.Equal(401, await TokenAsync(engine, ("auth_time", "yesterday"), ("amr", "mfa")));
    }

    [Fact]
    public async Task An_open_hub_connection_ends_with_the_age()
    {
        await using var host = await LiveHosts.StartAsync(
            TestUpstream.Trust,
            services: _upstream.AddTo
        );
        var (owner, _) = await host.EnableAsync();
        await host.BindAsync("mark");
        AnswerAssert.Ok(await owner.PolicyAsync(new { upstreamProof = "allow" }));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        _upstream.SignIn("mark", host.Clock.GetUtcNow());
        var elsewhere = await host.BrowserAsync("mark");
        await using var line = await HubLine.ConnectAsync(host, elsewhere);
        await host.CheckConnectionsAsync();
        Assert.Equal(1, host.ConnectionCount());

        host.Clock.Advance(TimeSpan.FromHours(2));
        await host.CheckConnectionsAsync();

        Assert.Equal("verification-required", (await line.EndAsync()).Code);
    }

    [Fact]
    public async Task An_open_hub_connection_ends_when_the_Owner_denies_it()
    {
        await using var host = await LiveHosts.StartAsync(
            TestUpstream.Trust,
            services: _upstream.AddTo
        );
        var (owner, _) = await host.EnableAsync();
        await host.BindAsync("mark");
        AnswerAssert.Ok(await owner.PolicyAsync(new { upstreamProof = "allow" }));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        _upstream.SignIn("mark", host.Clock.GetUtcNow());
        var elsewhere = await host.BrowserAsync("mark");
        await using var line = await HubLine.ConnectAsync(host, elsewhere);

        AnswerAssert.Ok(await owner.PolicyAsync(new { upstreamProof = "deny" }));

        Assert.Equal("verification-required", (await line.EndAsync()).Code);
    }

    private static async Task<int> TokenAsync(
        TestEngine engine,
        params (string Name, object Value)[] claims
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/p/acme");
        request.Headers.Add("Accept", "application/json");
        request.Headers.Add(
            "Authorization",
            "Bearer "
                + TokenIssuer.Issue(
                    "mark",
                    more: claims.ToDictionary(claim => claim.Name, claim => claim.Value)
                )
        );
        return (await (await engine.Host.BrowserAsync()).SendAsync(request)).StatusCode;
    }

    /// <summary>The Owner resets mark, who binds again in a browser of his own.</summary>
    private static async Task<Browser> RebindAsync(TestEngine engine, Browser owner)
    {
        AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "members/acme-mark/reset"));
        var (mark, _) = await engine.Host.BindAsync("mark");
        return mark;
    }

    private void SignInNow(TestEngine engine)
    {
        // A second later than all that was done so far: the claim has no fractions.
        engine.Clock.Advance(TimeSpan.FromSeconds(1));
        _upstream.SignIn("mark", engine.Clock.GetUtcNow());
    }

    /// <summary>The profile is on, mark is bound, and has another browser in which nothing was verified.</summary>
    private static async Task<(Browser Owner, Browser Elsewhere)> PrepareAsync(
        TestEngine engine,
        bool allow = true
    )
    {
        var (owner, _, _) = await engine.WithMarkAsync();
        if (allow)
        {
            AnswerAssert.Ok(await owner.PolicyAsync(new { upstreamProof = "allow" }));
        }

        return (owner, await engine.Host.BrowserAsync("mark"));
    }

    private static Task StoreAsync(TestEngine engine, ProfilePolicyValues values) =>
        engine.ChangePolicyAsync(policy => policy with { Values = values });

    private Task<TestEngine> StartAsync(
        bool trust = true,
        Action<IServiceCollection>? authentication = null
    ) =>
        TestEngine.StartAsync(
            options =>
            {
                if (trust)
                {
                    TestUpstream.Trust(options);
                }
            },
            _upstream.AddTo,
            map: Map,
            authentication: authentication
        );

    private static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/p/{sid}", (string sid) => sid).RequireProfileTwoFactor();
        routes.MapGet("/p/{sid}/fresh", (string sid) => sid).RequireProfileTwoFactor(300);
        routes
            .MapGet("/p/{sid}/own", (string sid) => sid)
            .RequireProfileTwoFactor(ownProofOnly: true);
        routes
            .MapGet(
                "/p/{sid}/scheme",
                async (HttpContext context) =>
                    (
                        await context.AuthenticateAsync(
                            ProfileTwoFactorDefaults.AuthenticationScheme
                        )
                    ).Succeeded
            )
            .SkipProfileTwoFactor();
        routes
            .MapGroup("/own")
            .RequireProfileTwoFactor(ownProofOnly: true)
            .MapGet("/p/{sid}", (string sid) => sid)
            .RequireProfileTwoFactor();
    }
}
