using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Gate.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Stores.InMemory;

namespace ProfileTwoFactor.IntegrationTests.Account;

/// <summary>What [RequireAccountTwoFactor] asks, beyond the matrix of endpoints.</summary>
public sealed class AccountGateTests
{
    [Fact]
    public async Task A_proof_older_than_allowed_is_asked_for_again_and_the_smallest_age_counts()
    {
        await using var host = await AccountSurfaces.StartAsync();
        var (browser, app, _) = await host.EnableAsync("mark");
        host.Clock.Advance(TimeSpan.FromSeconds(61));

        var stale = await browser.GetAsync("/account-aged/short");
        var page = await browser.NavigateAsync("/account-aged/short?a=1");
        var longer = await browser.GetAsync("/account-aged/long");
        var verified = await browser.AccountVerifyAsync(app.Code());
        var fresh = await browser.GetAsync("/account-aged/short");

        Assert.Equal((401, "fresh-verification-required"), (stale.StatusCode, stale.Code));
        Assert.Equal(60, stale.Json.GetProperty("maxAge").GetInt32());
        Assert.Equal("verify", stale.Json.GetProperty("action").GetString());
        Assert.Equal("/two-factor/account/verify", stale.Json.GetProperty("actionUrl").GetString());
        Assert.Equal(
            "ProfileTwoFactor realm=\"\", error=\"insufficient_user_authentication\", action=\"verify\", max_age=\"60\"",
            stale.Header("WWW-Authenticate")
        );
        Assert.Equal(
            "/two-factor/account/verify?returnUrl=%2Faccount-aged%2Fshort%3Fa%3D1&fresh=1",
            page.Location
        );
        Assert.Equal(HttpStatusCode.OK, longer.Status);
        Assert.Equal(HttpStatusCode.NoContent, verified.Status);
        Assert.Equal(HttpStatusCode.OK, fresh.Status);
    }

    [Fact]
    public async Task A_refusal_while_it_is_off_leads_to_the_set_up()
    {
        await using var host = await AccountSurfaces.StartAsync();
        var browser = await host.PasswordAsync("zoe", HttpStatusCode.OK);

        var answer = await browser.GetAsync("/account-minimal");

        Assert.Equal("account-two-factor-required", answer.Code);
        Assert.Equal("bind", answer.Json.GetProperty("action").GetString());
        Assert.Equal("/two-factor/account/setup", answer.Json.GetProperty("actionUrl").GetString());
        Assert.False(answer.Json.TryGetProperty("profileId", out _));
        Assert.Equal(
            "ProfileTwoFactor realm=\"\", error=\"insufficient_user_authentication\", action=\"bind\"",
            answer.Header("WWW-Authenticate")
        );
    }

    [Fact]
    public async Task AllowWhenOff_lets_in_where_it_is_off_and_demands_the_proof_where_it_is_on()
    {
        await using var host = await AccountSurfaces.StartAsync();
        var zoe = await host.PasswordAsync("zoe", HttpStatusCode.OK);
        var nobody = await host.BrowserAsync();

        Assert.Equal(HttpStatusCode.OK, (await zoe.GetAsync("/account-own/open")).Status);
        Assert.Equal(
            "account-two-factor-required",
            (await zoe.GetAsync("/account-own/strict")).Code
        );
        Assert.Equal("sign-in-required", (await nobody.GetAsync("/account-own/open")).Code);
        var (mark, _, _) = await host.EnableAsync("mark");
        Assert.Equal(HttpStatusCode.OK, (await mark.GetAsync("/account-own/open")).Status);
        host.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(
            "fresh-verification-required",
            (await mark.GetAsync("/account-own/open")).Code
        );
    }

    [Fact]
    public async Task A_caller_who_lacks_a_role_as_well_is_refused_and_not_asked_for_a_code()
    {
        await using var host = await AccountSurfaces.StartAsync();
        var zoe = await host.PasswordAsync("zoe", HttpStatusCode.OK);
        var mark = await host.PasswordAsync("mark", HttpStatusCode.OK);

        var lacking = await zoe.NavigateAsync("/account-role");
        var role = await mark.GetAsync("/account-role");

        Assert.DoesNotContain("two-factor", lacking.Location ?? "");
        Assert.Contains("AccessDenied", lacking.Location);
        Assert.Equal("account-two-factor-required", role.Code);
        var (proven, _, _) = await host.EnableAsync("mark");
        Assert.Equal(HttpStatusCode.OK, (await proven.GetAsync("/account-role")).Status);
    }

    [Fact]
    public async Task Account_and_profile_on_one_endpoint_are_both_demanded()
    {
        await using var host = await AccountSurfaces.StartAsync();
        await host.Host.EnableAsync();
        var zoe = await host.PasswordAsync("zoe", HttpStatusCode.OK);
        var mark = await host.PasswordAsync("mark", HttpStatusCode.OK);
        var (oscar, ofOscar) = await host.Host.BindAsync("oscar");

        var stranger = await zoe.GetAsync("/account-both/acme");
        var unknown = await mark.GetAsync("/account-both/nowhere");
        var neither = await mark.GetAsync("/account-both/acme");
        var profileOnly = await oscar.GetAsync("/account-both/acme");
        var (proven, _, _) = await host.EnableAsync("mark");
        var accountOnly = await proven.GetAsync("/account-both/acme");
        await proven.BindAsync("acme");
        var both = await proven.GetAsync("/account-both/acme");

        Assert.Equal("not-a-member", stranger.Code);
        Assert.Equal("not-found", unknown.Code);
        Assert.Equal("account-two-factor-required", neither.Code);
        Assert.Equal("account-two-factor-required", profileOnly.Code);
        Assert.Equal("binding-required", accountOnly.Code);
        Assert.Equal(HttpStatusCode.OK, both.Status);
        Assert.NotNull(ofOscar);
    }

    [Fact]
    public async Task No_decision_is_kept_so_a_change_on_another_node_counts_at_the_next_request()
    {
        await using var host = await AccountSurfaces.StartAsync();
        var (mark, _, _) = await host.EnableAsync("mark");
        Assert.Equal(HttpStatusCode.OK, (await mark.GetAsync("/account-minimal")).Status);

        await WriteElsewhereAsync(host, enabled: true);
        var replaced = await mark.GetAsync("/account-minimal");
        await WriteElsewhereAsync(host, enabled: false);
        var off = await mark.GetAsync("/account-minimal");

        Assert.Equal("account-verification-required", replaced.Code);
        Assert.Equal(
            "ProfileTwoFactor realm=\"\", error=\"insufficient_user_authentication\", action=\"verify\"",
            replaced.Header("WWW-Authenticate")
        );
        Assert.Equal("account-two-factor-required", off.Code);
    }

    [Fact]
    public async Task A_session_that_was_proven_before_it_was_switched_off_proves_nothing_when_it_is_on_again()
    {
        await using var host = await AccountSurfaces.StartAsync();
        var (mark, app, _) = await host.EnableAsync("mark");
        Assert.Equal(HttpStatusCode.OK, (await mark.AccountPostAsync("disable")).Status);

        var off = await mark.GetAsync("/account-minimal");
        await host.EnableAsync("mark");
        var old = await mark.GetAsync("/account-minimal");

        Assert.Equal("account-two-factor-required", off.Code);
        Assert.Equal("account-verification-required", old.Code);
        Assert.NotNull(app);
    }

    [Fact]
    public async Task A_closed_account_gets_in_nowhere()
    {
        await using var host = await AccountSurfaces.StartAsync();
        var (mark, _, _) = await host.EnableAsync("mark");
        host.Accounts.Close("mark");

        Assert.Equal("sign-in-required", (await mark.GetAsync("/account-minimal")).Code);
    }

    [Fact]
    public async Task Store_or_directory_down_is_503_and_never_open()
    {
        var script = new StoreScript();
        await using var host = await AccountSurfaces.StartAsync(services =>
            services.Replace(
                ServiceDescriptor.Singleton<IPolicyStore>(
                    new ScriptedPolicyStore(new InMemoryPolicyStore(), script)
                )
            )
        );
        var (mark, _, _) = await host.EnableAsync("mark");
        script.Before = _ => Task.FromException(new IOException("The database is gone."));

        var store = await mark.GetAsync("/account-minimal");
        var page = await mark.NavigateAsync("/account-minimal");
        script.Reset();
        host.Accounts.Before = () => Task.FromException(new IOException("The directory is gone."));
        var directory = await mark.GetAsync("/account-minimal");

        Assert.Equal((503, "two-factor-unavailable"), (store.StatusCode, store.Code));
        Assert.NotNull(store.Response.Headers.RetryAfter);
        Assert.Equal((503, ""), (page.StatusCode, page.Body));
        Assert.Equal((503, "two-factor-unavailable"), (directory.StatusCode, directory.Code));
    }

    [Theory]
    [InlineData("minimal API")]
    [InlineData("bare metadata")]
    [InlineData("controller")]
    [InlineData("action")]
    [InlineData("Razor Page")]
    [InlineData("dynamic controller")]
    public async Task A_host_handler_that_succeeds_every_requirement_opens_no_account_endpoint(
        string surface
    )
    {
        await using var host = await AccountSurfaces.StartAsync(services =>
            services.AddSingleton<IAuthorizationHandler, SucceedsEverything>()
        );

        await AssertClosedAsync(host, AccountSurfaces.Paths[surface]);
    }

    [Theory]
    [InlineData("minimal API")]
    [InlineData("bare metadata")]
    [InlineData("controller")]
    [InlineData("Razor Page")]
    [InlineData("dynamic controller")]
    public async Task A_host_that_only_pretends_authorization_ran_opens_no_account_endpoint(
        string surface
    )
    {
        await using var host = await AccountSurfaces.StartAsync(pipeline: app =>
        {
            ((IApplicationBuilder)app).Properties["__AuthorizationMiddlewareSet"] = true;
            app.UseRouting();
            app.UseAuthentication();
            app.Use(
                (context, next) =>
                {
                    context.Items["__AuthorizationMiddlewareWithEndpointInvoked"] = new object();
                    return next(context);
                }
            );
        });

        await AssertClosedAsync(host, AccountSurfaces.Paths[surface]);
    }

    [Fact]
    public async Task The_profiles_proof_alone_never_passes_the_endpoint_guard_of_both()
    {
        await using var host = await AccountSurfaces.StartAsync(services =>
            services.AddAuthorization(options =>
                options.AddPolicy(
                    ProfileTwoFactorDefaults.AccountPolicyName,
                    policy => policy.RequireAssertion(_ => true)
                )
            )
        );

        await AssertClosedAsync(host, "/account-minimal");
        await AssertClosedAsync(host, "/account-both/acme");
    }

    [Fact]
    public async Task Legacy_MVC_without_endpoints_asks_for_the_accounts_proof_and_its_age()
    {
        await using var host = await AccountHost.StartAsync(
            services =>
            {
                services.AddMvcWith(typeof(AccountLegacyController));
                services.Configure<Microsoft.AspNetCore.Mvc.MvcOptions>(mvc =>
                    mvc.EnableEndpointRouting = false
                );
            },
            pipeline: app =>
            {
                app.UseRouting();
                app.UseAuthentication();
                app.UseAuthorization();
                app.MapWhen(
                    context => context.Request.Path.StartsWithSegments("/legacy"),
                    branch => branch.UseMvc()
                );
            }
        );
        var zoe = await host.PasswordAsync("zoe", HttpStatusCode.OK);
        Assert.NotEqual(200, (await zoe.GetAsync("/legacy")).StatusCode);
        var (mark, _, _) = await host.EnableAsync("mark");
        Assert.Equal(200, (await mark.GetAsync("/legacy/fresh")).StatusCode);
        host.Clock.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal(200, (await mark.GetAsync("/legacy")).StatusCode);
        var stale = await mark.GetAsync("/legacy/fresh");
        Assert.NotEqual(200, stale.StatusCode);
        Assert.DoesNotContain(Secret.Text, stale.Body);
    }

    [Fact]
    public async Task A_token_proves_nothing_unless_a_code_was_entered_with_that_very_token()
    {
        await using var host = await TokensAsync(options => options.WindowClaimTypes.Add("sid"));
        var (_, app, _) = await host.EnableAsync("mark");

        var without = await TokenAsync(host, TokenIssuer.Issue("mark", sid: "a"));
        var verified = await TokenAsync(
            host,
            TokenIssuer.Issue("mark", sid: "a"),
            "/two-factor/api/account/verify",
            new { code = app.Code() }
        );
        var with = await TokenAsync(host, TokenIssuer.Issue("mark", sid: "a"));
        var other = await TokenAsync(host, TokenIssuer.Issue("mark", sid: "b"));

        Assert.Equal("account-verification-required", without.Code);
        Assert.StartsWith("Bearer ", without.Header("WWW-Authenticate"));
        Assert.Equal(HttpStatusCode.NoContent, verified.Status);
        Assert.Equal(HttpStatusCode.OK, with.Status);
        Assert.Equal("account-verification-required", other.Code);
    }

    [Fact]
    public async Task A_token_in_a_host_without_windows_for_tokens_is_refused()
    {
        await using var host = await TokensAsync(_ => { });
        var (_, app, _) = await host.EnableAsync("mark");
        await TokenAsync(
            host,
            TokenIssuer.Issue("mark"),
            "/two-factor/api/account/verify",
            new { code = app.Code() }
        );

        Assert.Equal(
            "account-verification-required",
            (await TokenAsync(host, TokenIssuer.Issue("mark"))).Code
        );
    }

    [Fact]
    public async Task The_proof_of_one_person_never_goes_with_the_token_of_another()
    {
        await using var host = await TokensAsync(_ => { });
        var (mark, _, _) = await host.EnableAsync("mark");
        var mixed = new HttpRequestMessage(HttpMethod.Get, "/account-two-schemes");
        mixed.Headers.Add("Authorization", $"Bearer {TokenIssuer.Issue("zoe")}");

        var answer = await mark.SendAsync(mixed);
        var alone = await mark.GetAsync("/account-two-schemes");

        Assert.Equal(401, answer.StatusCode);
        Assert.DoesNotContain(Secret.Text, answer.Body);
        Assert.Equal(HttpStatusCode.OK, alone.Status);
    }

    private static async Task AssertClosedAsync(AccountHost host, string path)
    {
        foreach (
            var browser in (Browser[])
                [await host.BrowserAsync(), await host.PasswordAsync("zoe", HttpStatusCode.OK)]
        )
        {
            Answer? answer = null;
            try
            {
                answer = await browser.GetAsync(path);
            }
            catch (InvalidOperationException)
            {
                // The pipeline threw, which is as closed as can be.
            }

            Assert.DoesNotContain(Secret.Text, answer?.Body ?? "");
            Assert.False(answer?.StatusCode is >= 200 and < 300);
        }
    }

    private static async Task WriteElsewhereAsync(AccountHost host, bool enabled)
    {
        var store = host.Service<IPolicyStore>();
        var policy = await store.FindAsync(TwoFactorScope.Account("mark"), default);
        Assert.Equal(
            StoreWriteStatus.Written,
            await store.WriteAsync(
                policy! with
                {
                    Enabled = enabled,
                    Epoch = $"elsewhere-{policy.Version}",
                },
                default
            )
        );
    }

    private static Task<AccountHost> TokensAsync(Action<ProfileTwoFactorOptions> options) =>
        AccountSurfaces.StartAsync(
            authentication: services =>
                services
                    .AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
                    .AddCookie()
                    .AddJwtBearer(TokenIssuer.Trust),
            options: package =>
            {
                package.AuthenticationSchemes.Add(JwtBearerDefaults.AuthenticationScheme);
                options(package);
            },
            map: routes =>
            {
                routes
                    .MapGet("/account-token", Secret.Reveal)
                    .RequireAuthorization(policy =>
                        policy
                            .AddAuthenticationSchemes(JwtBearerDefaults.AuthenticationScheme)
                            .RequireAuthenticatedUser()
                    )
                    .RequireAccountTwoFactor();
                routes
                    .MapGet("/account-two-schemes", Secret.Reveal)
                    .RequireAuthorization(policy =>
                        policy
                            .AddAuthenticationSchemes(
                                CookieAuthenticationDefaults.AuthenticationScheme,
                                JwtBearerDefaults.AuthenticationScheme
                            )
                            .RequireAuthenticatedUser()
                    )
                    .RequireAccountTwoFactor();
            }
        );

    private static async Task<Answer> TokenAsync(
        AccountHost host,
        string token,
        string path = "/account-token",
        object? body = null
    )
    {
        var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, path)
        {
            Content = body is null ? null : System.Net.Http.Json.JsonContent.Create(body),
        };
        request.Headers.Add("Authorization", $"Bearer {token}");
        request.Headers.Add("Accept", "application/json");
        return await (await host.BrowserAsync()).SendAsync(request);
    }
}
