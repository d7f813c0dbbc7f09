using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Windows;

/// <summary>What <see cref="WindowBinding.Member"/> shares between a member's browsers, and what it doesn't.</summary>
public sealed class MemberWideWindowTests
{
    [Fact]
    public async Task A_code_counts_in_every_browser_of_the_member_and_in_no_other()
    {
        await using var engine = await StartAsync();
        var (_, _, app) = await engine.WithMarkAsync();
        var mei = (await engine.Host.BindAsync("mei")).Member;
        engine.Clock.Advance(TimeSpan.FromHours(24));
        var (phone, laptop) = (
            await engine.Host.BrowserAsync("mark"),
            await engine.Host.BrowserAsync("mark")
        );
        AnswerAssert.Refused(401, "verification-required", await laptop.GetAsync("/p/acme"));

        AnswerAssert.Ok(await phone.VerifyAsync(app.CurrentCode()));

        AnswerAssert.Ok(await phone.GetAsync("/p/acme"));
        AnswerAssert.Ok(await laptop.GetAsync("/p/acme"));
        AnswerAssert.Ok(await (await engine.Host.BrowserAsync("mark")).GetAsync("/p/acme"));
        AnswerAssert.Refused(401, "verification-required", await mei.GetAsync("/p/acme"));
        AnswerAssert.Refused(
            401,
            "sign-in-required",
            await (await engine.Host.BrowserAsync()).GetAsync("/p/acme")
        );
    }

    [Fact]
    public async Task By_default_each_browser_asks_for_its_own_code()
    {
        await using var engine = await StartAsync(WindowBinding.Browser);
        var (_, mark, _) = await engine.WithMarkAsync();

        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        AnswerAssert.Refused(
            401,
            "verification-required",
            await (await engine.Host.BrowserAsync("mark")).GetAsync("/p/acme")
        );
    }

    [Fact]
    public async Task A_code_for_one_profile_opens_no_other()
    {
        await using var engine = await StartAsync();
        await engine.Host.EnableAsync();
        var (beta, _) = await engine.Host.EnableAsync("beta", "oscar");
        AnswerAssert.Ok(await beta.GetAsync("/p/beta"));

        AnswerAssert.Refused(401, "binding-required", await beta.GetAsync("/p/acme"));
        AnswerAssert.Ok(await (await engine.Host.BrowserAsync("oscar")).GetAsync("/p/beta"));
    }

    [Fact]
    public async Task Activity_in_one_browser_keeps_the_window_open_for_all_and_idleness_ends_it_for_all()
    {
        await using var engine = await StartAsync();
        var (_, mark, _) = await engine.WithMarkAsync();
        var other = await engine.Host.BrowserAsync("mark");
        for (var hour = 0; hour < 30; hour++)
        {
            engine.Clock.Advance(TimeSpan.FromHours(1));
            AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        }

        AnswerAssert.Ok(await other.GetAsync("/p/acme"));
        engine.Clock.Advance(TimeSpan.FromHours(24));
        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
        AnswerAssert.Refused(401, "verification-required", await other.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task What_ends_a_window_ends_it_in_every_browser()
    {
        await using var engine = await StartAsync();
        var (owner, mark, _) = await engine.WithMarkAsync();
        var other = await engine.Host.BrowserAsync("mark");
        AnswerAssert.Ok(await other.GetAsync("/p/acme"));

        AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "members/acme-mark/reset"));

        AnswerAssert.Refused(401, "binding-required", await mark.GetAsync("/p/acme"));
        AnswerAssert.Refused(401, "binding-required", await other.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task Signing_out_of_the_profile_ends_it_in_every_browser()
    {
        await using var engine = await StartAsync();
        var (_, mark, _) = await engine.WithMarkAsync();
        var other = await engine.Host.BrowserAsync("mark");
        AnswerAssert.Ok(await other.GetAsync("/p/acme"));

        AnswerAssert.Ok(await mark.GetAsync("/p/acme/close"));

        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
        AnswerAssert.Refused(401, "verification-required", await other.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task Signing_out_of_the_profile_succeeds_while_the_cache_is_down_and_ends_it()
    {
        await using var engine = await StartAsync();
        var (_, mark, _) = await engine.WithMarkAsync();
        var other = await engine.Host.BrowserAsync("mark");
        AnswerAssert.Ok(await other.GetAsync("/p/acme"));
        engine.Host.Cache.Before = _ => throw new IOException("The connection broke.");

        AnswerAssert.Ok(await mark.GetAsync("/p/acme/close"));

        engine.Host.Cache.Before = null;
        engine.Clock.Advance(Circuit.OpenTime);
        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
        AnswerAssert.Refused(401, "verification-required", await other.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task Signing_out_of_the_profile_succeeds_while_the_store_is_down()
    {
        await using var engine = await StartAsync();
        var (_, mark, _) = await engine.WithMarkAsync();
        engine.Store.Before = _ => Task.FromException(new IOException("The connection broke."));

        AnswerAssert.Ok(await mark.GetAsync("/p/acme/close"));
    }

    [Fact]
    public async Task A_sensitive_action_counts_the_members_last_code_wherever_it_was_entered()
    {
        await using var engine = await StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        var other = await engine.Host.BrowserAsync("mark");
        engine.Clock.Advance(TimeSpan.FromMinutes(11));
        AnswerAssert.Refused(
            401,
            "fresh-verification-required",
            await other.ProfilePostAsync("acme", "backup-codes")
        );

        AnswerAssert.Ok(await mark.VerifyAsync(app.CurrentCode()));

        AnswerAssert.Ok(await other.ProfilePostAsync("acme", "backup-codes"));
    }

    [Fact]
    public async Task A_pending_binding_still_belongs_to_the_browser_that_began_it()
    {
        await using var engine = await StartAsync();
        await engine.Host.EnableAsync();
        var first = await engine.Host.BrowserAsync("mark");
        var app = await first.BeginAsync();

        AnswerAssert.Refused(
            409,
            "no-pending-binding",
            await (await engine.Host.BrowserAsync("mark")).ProfilePostAsync(
                "acme",
                "bind",
                new { code = app.CurrentCode() }
            )
        );
    }

    [Fact]
    public async Task A_caller_with_a_token_is_not_verified_by_a_browser()
    {
        await using var engine = await StartAsync();
        await engine.WithMarkAsync();

        AnswerAssert.Refused(
            401,
            "verification-required",
            await WithTokenAsync(engine, TokenIssuer.Issue("mark"))
        );
    }

    /// <summary>Both kinds are member-wide then, and still two windows: a token may outlive every session of a browser.</summary>
    [Fact]
    public async Task Member_wide_windows_of_tokens_and_of_browsers_are_two()
    {
        await using var engine = await StartAsync(options: package =>
            package.AllowMemberWideWindowsForTokens = true
        );
        await engine.WithMarkAsync();

        AnswerAssert.Refused(
            401,
            "verification-required",
            await WithTokenAsync(engine, TokenIssuer.Issue("mark"))
        );
    }

    /// <summary>Nothing names such a scheme to the package: only sessions of cookie schemes share what a browser proved.</summary>
    [Fact]
    public async Task A_caller_of_a_scheme_that_is_no_cookie_is_not_verified_by_a_browser()
    {
        await using var engine = await StartAsync();
        await engine.WithMarkAsync();
        var request = new HttpRequestMessage(HttpMethod.Get, "/p/acme");
        request.Headers.Add("X-Api-Key", "mark");
        request.Headers.Add("Accept", "application/json");

        AnswerAssert.Refused(
            401,
            "verification-required",
            await new Browser(engine.Host.Server, engine.Clock).SendAsync(request)
        );
    }

    /// <summary>Its callers have a ticket of both schemes, so that they aren't known as sessions of a cookie.</summary>
    [Fact]
    public async Task A_code_also_opens_what_names_a_cookie_and_a_token_scheme()
    {
        await using var engine = await StartAsync();
        var (_, mark, app) = await engine.WithMarkAsync();
        engine.Clock.Advance(TimeSpan.FromHours(24));
        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme/both"));

        AnswerAssert.Ok(await mark.VerifyAsync(app.CurrentCode()));

        AnswerAssert.Ok(await mark.GetAsync("/p/acme/both"));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task The_owner_who_asks_all_members_again_stays_verified_in_every_browser()
    {
        await using var engine = await StartAsync();
        var (owner, mark, _) = await engine.WithMarkAsync();
        var laptop = await engine.Host.BrowserAsync("olivia");
        var tablet = await engine.Host.BrowserAsync("mark");
        AnswerAssert.Ok(await laptop.GetAsync("/p/acme"));

        // No other browser can be told apart, so none ends.
        AnswerAssert.Ok(await tablet.GetAsync("/p/acme"));
        Assert.Equal(204, (await mark.EndAsync()).StatusCode);
        AnswerAssert.Ok(await tablet.GetAsync("/p/acme"));

        Assert.Equal(204, (await owner.ProfilePostAsync("acme", "windows/revoke")).StatusCode);

        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
        AnswerAssert.Ok(await laptop.GetAsync("/p/acme"));
        AnswerAssert.Refused(401, "verification-required", await mark.GetAsync("/p/acme"));
        AnswerAssert.Refused(401, "verification-required", await tablet.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task The_proof_of_an_account_stays_with_its_browser()
    {
        await using var host = await AccountHost.StartAsync(options: package =>
            package.WindowBinding = WindowBinding.Member
        );
        var (first, app, _) = await host.EnableAsync("olivia");
        host.Clock.NextStep();
        var second = await host.PasswordAsync("olivia");
        AnswerAssert.Ok(await second.AccountVerifyAsync(app.CurrentCode()));
        host.Clock.Advance(TimeSpan.FromMinutes(11));

        AnswerAssert.Ok(await first.AccountVerifyAsync(app.CurrentCode()));

        AnswerAssert.Ok(await first.AccountPostAsync("backup-codes"));
        AnswerAssert.Refused(
            401,
            "fresh-verification-required",
            await second.AccountPostAsync("backup-codes")
        );
    }

    [Fact]
    public async Task Closing_windows_at_sign_out_is_refused_with_it()
    {
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            StartAsync(options: package => package.CloseWindowsAtSignOut = true)
        );

        Assert.Contains("WindowBinding is 'Member'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("CloseWindowsAtSignOut", refusal.Message, StringComparison.Ordinal);
    }

    private const string Either = "either";
    private const string ApiKey = "api-key";

    private static Task<TestEngine> StartAsync(
        WindowBinding binding = WindowBinding.Member,
        Action<ProfileTwoFactorOptions>? options = null
    ) =>
        TestEngine.StartAsync(
            package =>
            {
                package.WindowBinding = binding;
                options?.Invoke(package);
            },
            map: routes =>
            {
                routes.MapGet("/p/{sid}", (string sid) => sid).RequireProfileTwoFactor();
                routes
                    .MapGet("/p/{sid}/both", () => "both")
                    .RequireAuthorization(policy =>
                        policy
                            .AddAuthenticationSchemes(
                                CookieAuthenticationDefaults.AuthenticationScheme,
                                JwtBearerDefaults.AuthenticationScheme
                            )
                            .RequireAuthenticatedUser()
                    )
                    .RequireProfileTwoFactor();
                routes
                    .MapGet(
                        "/p/{sid}/close",
                        (HttpContext context) =>
                            context.SignOutAsync(ProfileTwoFactorDefaults.AuthenticationScheme)
                    )
                    .SkipProfileTwoFactor();
            },
            authentication: services =>
                services
                    .AddAuthentication(Either)
                    .AddCookie(cookie => cookie.ExpireTimeSpan = TimeSpan.FromDays(400))
                    .AddJwtBearer(TokenIssuer.Trust)
                    .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKey, null)
                    .AddPolicyScheme(
                        Either,
                        null,
                        scheme =>
                            scheme.ForwardDefaultSelector = context =>
                                context.Request.Headers.ContainsKey("X-Api-Key") ? ApiKey
                                : context.Request.Headers.Authorization.Count > 0
                                    ? JwtBearerDefaults.AuthenticationScheme
                                : CookieAuthenticationDefaults.AuthenticationScheme
                    )
        );

    private static Task<Answer> WithTokenAsync(TestEngine engine, string token)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/p/acme");
        request.Headers.Add("Authorization", $"Bearer {token}");
        request.Headers.Add("Accept", "application/json");
        return new Browser(engine.Host.Server, engine.Clock).SendAsync(request);
    }

    private sealed class ApiKeyHandler(
        IOptionsMonitor<AuthenticationSchemeOptions> options,
        ILoggerFactory logger,
        UrlEncoder encoder
    ) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
            Task.FromResult(
                AuthenticateResult.Success(
                    new AuthenticationTicket(
                        GateHost.Principal(Request.Headers["X-Api-Key"].ToString(), Scheme.Name),
                        Scheme.Name
                    )
                )
            );
    }
}
