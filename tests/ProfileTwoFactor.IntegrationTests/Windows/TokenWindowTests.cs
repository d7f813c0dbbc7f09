using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Windows;

/// <summary>Callers with a token instead of a cookie.</summary>
public sealed class TokenWindowTests
{
    [Fact]
    public async Task The_window_hangs_on_the_tokens_session()
    {
        await using var engine = await StartAsync(options => options.WindowClaimTypes.Add("sid"));
        var app = await EnableAsync(engine, TokenIssuer.Issue("olivia", sid: "a"));

        AnswerAssert.Ok(await GetAsync(engine, TokenIssuer.Issue("olivia", sid: "a")));
        AnswerAssert.Refused(
            401,
            "verification-required",
            await GetAsync(engine, TokenIssuer.Issue("olivia", sid: "b"))
        );
        AnswerAssert.Refused(
            401,
            "verification-required",
            await GetAsync(engine, TokenIssuer.Issue("olivia"))
        );
        engine.Clock.NextStep();
        AnswerAssert.Ok(
            await PostAsync(
                engine,
                TokenIssuer.Issue("olivia", sid: "b"),
                "verify",
                new { code = app.CurrentCode() }
            )
        );
        AnswerAssert.Ok(await GetAsync(engine, TokenIssuer.Issue("olivia", sid: "b")));
        AnswerAssert.Ok(await GetAsync(engine, TokenIssuer.Issue("olivia", sid: "a")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_list_has_one_entry_for_each_session_and_an_ended_one_asks_again(bool wide)
    {
        await using var engine = await StartAsync(options =>
        {
            options.AllowMemberWideWindowsForTokens = wide;
            if (!wide)
            {
                options.WindowClaimTypes.Add("sid");
            }
        });
        var (a, b) = (TokenIssuer.Issue("olivia", sid: "a"), TokenIssuer.Issue("olivia", sid: "b"));
        var app = await EnableAsync(engine, a);
        foreach (var token in new[] { b, a })
        {
            engine.Clock.NextStep();
            AnswerAssert.Ok(
                await PostAsync(engine, token, "verify", new { code = app.CurrentCode() })
            );
        }

        var windows = await ListAsync(a);

        Assert.Equal(wide ? 1 : 2, windows.Length);
        Assert.True(windows[0].GetProperty("current").GetBoolean());
        Assert.All(windows, window => Assert.NotNull(WindowCallTests.LastActiveAt(window)));
        Assert.DoesNotContain(windows[1..], window => window.GetProperty("current").GetBoolean());
        var ended = await SendAsync(
            engine,
            a,
            new HttpRequestMessage(
                HttpMethod.Delete,
                "/two-factor/api/profiles/acme/windows/" + WindowCallTests.Id(windows[^1])
            )
        );
        Assert.Equal(204, ended.StatusCode);
        AnswerAssert.Refused(401, "verification-required", await GetAsync(engine, b));
        if (wide)
        {
            AnswerAssert.Refused(401, "verification-required", await GetAsync(engine, a));
        }
        else
        {
            AnswerAssert.Ok(await GetAsync(engine, a));
        }

        engine.Clock.NextStep();
        AnswerAssert.Ok(await PostAsync(engine, b, "verify", new { code = app.CurrentCode() }));
        AnswerAssert.Ok(await GetAsync(engine, b));
        Assert.Equal(wide ? 1 : 2, (await ListAsync(b)).Length);

        async Task<JsonElement[]> ListAsync(string token)
        {
            var answer = await GetAsync(engine, token, "/two-factor/api/profiles/acme/windows");
            AnswerAssert.Ok(answer);
            return [.. answer.Json.EnumerateArray()];
        }
    }

    [Fact]
    public async Task A_sid_never_meets_an_equal_jti()
    {
        await using var engine = await StartAsync(options =>
        {
            options.WindowClaimTypes.Add("sid");
            options.WindowClaimTypes.Add("jti");
        });
        await EnableAsync(engine, TokenIssuer.Issue("olivia", sid: "a"));

        AnswerAssert.Refused(
            401,
            "verification-required",
            await GetAsync(engine, TokenIssuer.Issue("olivia", jti: "a"))
        );
        AnswerAssert.Ok(await GetAsync(engine, TokenIssuer.Issue("olivia", jti: "zz", sid: "a")));
    }

    [Fact]
    public async Task A_token_without_the_claim_has_no_window_even_after_a_code()
    {
        await using var engine = await StartAsync(options => options.WindowClaimTypes.Add("sid"));
        var app = await EnableAsync(engine, TokenIssuer.Issue("olivia", sid: "a"));
        engine.Clock.NextStep();

        var verified = await PostAsync(
            engine,
            TokenIssuer.Issue("olivia"),
            "verify",
            new { code = app.CurrentCode() }
        );

        Assert.False(verified.Response.Headers.Contains("Set-Cookie"));
        AnswerAssert.Refused(
            401,
            "verification-required",
            await GetAsync(engine, TokenIssuer.Issue("olivia"))
        );
    }

    [Fact]
    public async Task Member_wide_windows_serve_any_token_of_the_member_and_of_no_other()
    {
        await using var engine = await StartAsync(options =>
            options.AllowMemberWideWindowsForTokens = true
        );
        await EnableAsync(engine, TokenIssuer.Issue("olivia"));
        var app = await BeginAsync(engine, TokenIssuer.Issue("mark"));
        AnswerAssert.Ok(
            await PostAsync(
                engine,
                TokenIssuer.Issue("mark"),
                "bind",
                new { code = app.CurrentCode() }
            )
        );
        engine.Clock.Advance(TimeSpan.FromHours(24));
        engine.Clock.NextStep();
        AnswerAssert.Ok(
            await PostAsync(
                engine,
                TokenIssuer.Issue("mark"),
                "verify",
                new { code = app.CurrentCode() }
            )
        );

        AnswerAssert.Ok(await GetAsync(engine, TokenIssuer.Issue("mark", jti: "other")));
        AnswerAssert.Refused(
            401,
            "verification-required",
            await GetAsync(engine, TokenIssuer.Issue("olivia"))
        );
    }

    [Fact]
    public async Task Without_the_options_a_token_caller_needs_the_window_cookie()
    {
        await using var engine = await StartAsync(_ => { });
        await EnableAsync(engine, TokenIssuer.Issue("olivia", sid: "a"));

        AnswerAssert.Refused(
            401,
            "verification-required",
            await GetAsync(engine, TokenIssuer.Issue("olivia", sid: "a"))
        );
    }

    [Fact]
    public async Task A_pending_binding_belongs_to_the_tokens_session()
    {
        await using var engine = await StartAsync(options => options.WindowClaimTypes.Add("sid"));
        var app = await BeginAsync(engine, TokenIssuer.Issue("olivia", sid: "a"));

        AnswerAssert.Refused(
            409,
            "no-pending-binding",
            await PostAsync(
                engine,
                TokenIssuer.Issue("olivia", sid: "b"),
                "enable",
                new { code = app.CurrentCode() }
            )
        );
    }

    /// <summary>The framework renames what it knows in a token, unless the host says otherwise.</summary>
    [Theory]
    [InlineData("sid", false)]
    [InlineData("sid", true)]
    [InlineData("jti", false)]
    [InlineData("jti", true)]
    public async Task The_claim_is_found_whether_or_not_the_host_renames_claims(
        string claim,
        bool renames
    )
    {
        await using var engine = await StartAsync(
            options => options.WindowClaimTypes.Add(claim),
            renames ? TokenIssuer.Trust : TokenIssuer.TrustAsWritten
        );
        await EnableAsync(engine, TokenIssuer.Issue("olivia", sid: "a", jti: "b"));

        AnswerAssert.Ok(await GetAsync(engine, TokenIssuer.Issue("olivia", sid: "a", jti: "b")));
        AnswerAssert.Refused(
            401,
            "verification-required",
            await GetAsync(engine, TokenIssuer.Issue("olivia", sid: "c", jti: "d"))
        );
    }

    [Fact]
    public async Task Signing_out_closes_the_tokens_window_and_voids_nothing_when_it_has_none()
    {
        await using var engine = await StartAsync(options => options.WindowClaimTypes.Add("sid"));
        var (verified, other) = (
            TokenIssuer.Issue("olivia", sid: "a"),
            TokenIssuer.Issue("olivia", sid: "b")
        );
        await EnableAsync(engine, verified);
        AnswerAssert.Ok(await GetAsync(engine, verified));

        AnswerAssert.Ok(await GetAsync(engine, other, "/p/acme/close"));
        var reads = engine.Store.Reads;
        AnswerAssert.Ok(await GetAsync(engine, verified));
        Assert.Equal(reads, engine.Store.Reads);

        AnswerAssert.Ok(await GetAsync(engine, verified, "/p/acme/close"));
        AnswerAssert.Refused(401, "verification-required", await GetAsync(engine, verified));
    }

    [Fact]
    public async Task Signing_out_succeeds_while_the_cache_is_down_and_ends_the_window()
    {
        await using var engine = await StartAsync(options => options.WindowClaimTypes.Add("sid"));
        var token = TokenIssuer.Issue("olivia", sid: "a");
        await EnableAsync(engine, token);
        AnswerAssert.Ok(await GetAsync(engine, token));
        engine.Host.Cache.Before = _ => throw new IOException("The connection broke.");

        AnswerAssert.Ok(await GetAsync(engine, token, "/p/acme/close"));

        engine.Host.Cache.Before = null;
        engine.Clock.Advance(Circuit.OpenTime);
        AnswerAssert.Refused(401, "verification-required", await GetAsync(engine, token));
    }

    private static Task<TestEngine> StartAsync(
        Action<ProfileTwoFactorOptions> options,
        Action<JwtBearerOptions>? trust = null
    ) =>
        TestEngine.StartAsync(
            options,
            map: routes =>
            {
                routes.MapGet("/p/{sid}", (string sid) => sid).RequireProfileTwoFactor();
                routes
                    .MapGet(
                        "/p/{sid}/close",
                        (HttpContext context) =>
                            context.SignOutAsync(ProfileTwoFactorDefaults.AuthenticationScheme)
                    )
                    .SkipProfileTwoFactor();
            },
            authentication: services =>
                services.AddAuthentication().AddJwtBearer(trust ?? TokenIssuer.Trust)
        );

    private static async Task<FakeAuthenticator> EnableAsync(TestEngine engine, string token)
    {
        var app = await BeginAsync(engine, token);
        AnswerAssert.Ok(await PostAsync(engine, token, "enable", new { code = app.CurrentCode() }));
        return app;
    }

    private static async Task<FakeAuthenticator> BeginAsync(TestEngine engine, string token)
    {
        var begun = await PostAsync(engine, token, "binding", null);
        AnswerAssert.Ok(begun);
        return new FakeAuthenticator(begun.Json.GetProperty("secret").GetString()!, engine.Clock);
    }

    private static Task<Answer> GetAsync(
        TestEngine engine,
        string token,
        string path = "/p/acme"
    ) => SendAsync(engine, token, new HttpRequestMessage(HttpMethod.Get, path));

    private static Task<Answer> PostAsync(
        TestEngine engine,
        string token,
        string call,
        object? body
    ) =>
        SendAsync(
            engine,
            token,
            new HttpRequestMessage(HttpMethod.Post, $"/two-factor/api/profiles/acme/{call}")
            {
                Content = body is null ? null : JsonContent.Create(body),
            }
        );

    // A new client each time: no cookie can help.
    private static Task<Answer> SendAsync(
        TestEngine engine,
        string token,
        HttpRequestMessage request
    )
    {
        request.Headers.Add("Authorization", $"Bearer {token}");
        request.Headers.Add("Accept", "application/json");
        return new Browser(engine.Host.Server, engine.Clock).SendAsync(request);
    }
}
