using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Navigation;

public sealed class GateCheckTests
{
    [Fact]
    public async Task Check_AddressBehindTheGate_IsAnsweredAsTheGateWouldAnswerIt()
    {
        await using var host = await CheckHost.StartAsync(routes =>
        {
            routes.MapGet("/p/{sid}", CheckHost.Run).RequireProfileTwoFactor();
            routes.MapPost("/p/{sid}", CheckHost.Run).RequireProfileTwoFactor(300);
            routes.MapGet("/open", CheckHost.Run);
        });
        var mark = await host.BrowserAsync("mark");
        Assert.Equal(HttpStatusCode.NoContent, (await mark.CheckAsync("/p/acme")).Status);

        await host.EnableAsync();
        var unbound = await mark.CheckAsync("/p/acme?days=7");
        Assert.Equal("binding-required", unbound.Need());
        Assert.Equal("olivia@example.com", unbound.Json.GetProperty("ownerEmail").GetString());
        Assert.Equal(HttpStatusCode.NoContent, (await mark.CheckAsync("/open")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await mark.CheckAsync("/nowhere")).Status);

        await mark.BindAsync();
        Assert.Equal(HttpStatusCode.NoContent, (await mark.CheckAsync("/p/acme")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await mark.CheckAsync("/P/Acme", "POST")).Status);

        host.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(HttpStatusCode.NoContent, (await mark.CheckAsync("/p/acme")).Status);
        var old = await mark.CheckAsync("/p/acme", "POST");
        Assert.Equal("fresh-verification-required", old.Need());
        Assert.Equal("acme", old.Json.GetProperty("profileId").GetString());
        Assert.Contains("no-store", old.Header("Cache-Control"), StringComparison.Ordinal);

        host.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal("verification-required", (await mark.CheckAsync("/p/acme")).Need());
    }

    [Fact]
    public async Task Check_AgainAndAgain_KeepsNoWindowAliveAndRunsNothing()
    {
        var ran = 0;
        await using var host = await CheckHost.StartAsync(routes =>
            routes
                .Map("/p/{sid}", () => Results.Text($"{Interlocked.Increment(ref ran)}"))
                .RequireProfileTwoFactor()
        );
        var (olivia, _) = await host.EnableAsync();
        for (var hour = 0; hour < 24; hour++)
        {
            Assert.Equal(HttpStatusCode.NoContent, (await olivia.CheckAsync("/p/acme")).Status);
            Assert.Equal(204, (await olivia.CheckAsync("/p/acme", "POST")).StatusCode);
            host.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal("verification-required", (await olivia.CheckAsync("/p/acme")).Need());
        Assert.Equal(0, ran);
    }

    [Fact]
    public async Task Check_WhileABindingIsPending_LeavesItAlone()
    {
        await using var host = await CheckHost.StartAsync(routes =>
            routes.MapGet("/p/{sid}", CheckHost.Run).RequireProfileTwoFactor()
        );
        await host.EnableAsync();
        var mark = await host.BrowserAsync("mark");
        var app = await mark.BeginAsync();

        Assert.Equal("binding-required", (await mark.CheckAsync("/p/acme")).Need());

        var bound = await mark.ProfilePostAsync("acme", "bind", new { code = app.CurrentCode() });
        Assert.Equal(HttpStatusCode.OK, bound.Status);
    }

    [Theory]
    [InlineData("mark", "/p/beta")]
    [InlineData("mark", "/p/no-such-profile")]
    [InlineData("zoe", "/p/acme")]
    [InlineData("mark", "/admin/acme")]
    public async Task Check_RefusalThatNoCodeResolves_LooksLikeAnOpenAddress(
        string? user,
        string path
    )
    {
        await using var host = await CheckHost.StartAsync(routes =>
        {
            routes.MapGet("/p/{sid}", CheckHost.Run).RequireProfileTwoFactor();
            routes
                .MapGet("/admin/{sid}", CheckHost.Run)
                .RequireProfileTwoFactor()
                .RequireAuthorization(policy => policy.RequireRole("admin"));
        });
        await host.EnableAsync();
        var browser = await host.BrowserAsync(user);

        var answer = await browser.CheckAsync(path);

        Assert.Equal(("", HttpStatusCode.NoContent), (answer.Body, answer.Status));
        Assert.Null(answer.Header("WWW-Authenticate"));
        Assert.Null(answer.Location);
    }

    [Fact]
    public async Task Check_SeveralRoutes_AsksTheOneThatWouldAnswer()
    {
        await using var host = await CheckHost.StartAsync(routes =>
        {
            routes
                .MapGet("/p/{sid}/about", CheckHost.Run)
                .WithMetadata(new SkipProfileTwoFactorAttribute());
            routes
                .MapGet("/p/{sid}/{year:int}", CheckHost.Run)
                .WithMetadata(new SkipProfileTwoFactorAttribute());
            routes.MapGet("/p/{sid}/{page}", CheckHost.Run).RequireProfileTwoFactor();
            routes
                .MapPost("/p/{sid}/{page}", CheckHost.Run)
                .WithMetadata(new SkipProfileTwoFactorAttribute());
        });
        await host.EnableAsync();
        var mark = await host.BrowserAsync("mark");

        Assert.Equal(204, (await mark.CheckAsync("/p/acme/about")).StatusCode);
        Assert.Equal(204, (await mark.CheckAsync("/p/acme/2026")).StatusCode);
        Assert.Equal(200, (await mark.CheckAsync("/p/acme/twenty")).StatusCode);
        Assert.Equal(200, (await mark.CheckAsync("/p/acme/ab%20out")).StatusCode);
        Assert.Equal(204, (await mark.CheckAsync("/p/acme/twenty", "POST")).StatusCode);
    }

    [Fact]
    public async Task Check_RoutesOfSeveralHosts_AsksTheOneOfThisHost()
    {
        await using var host = await CheckHost.StartAsync(routes =>
        {
            routes
                .MapGet("/p/{sid}", CheckHost.Run)
                .RequireHost("public.example")
                .WithMetadata(new SkipProfileTwoFactorAttribute());
            routes.MapGet("/p/{sid}", CheckHost.Run).RequireProfileTwoFactor();
            routes
                .MapGet("/team/{sid}", CheckHost.Run)
                .RequireHost("team.example", "*.team.example:8443")
                .RequireProfileTwoFactor();
        });
        await host.EnableAsync();
        var mark = await host.BrowserAsync("mark");

        Assert.Equal(200, (await mark.CheckOnAsync("localhost", "/p/acme")).StatusCode);
        Assert.Equal(204, (await mark.CheckOnAsync("public.example", "/p/acme")).StatusCode);
        Assert.Equal(200, (await mark.CheckOnAsync("team.example", "/team/acme")).StatusCode);
        Assert.Equal(
            200,
            (await mark.CheckOnAsync("eu.team.example:8443", "/team/acme")).StatusCode
        );
        Assert.Equal(204, (await mark.CheckOnAsync("eu.team.example", "/team/acme")).StatusCode);
        Assert.Equal(204, (await mark.CheckOnAsync("localhost", "/team/acme")).StatusCode);
    }

    [Fact]
    public async Task Check_RoutesThatTakeOtherContent_AsksTheOneThatTakesForms()
    {
        await using var host = await CheckHost.StartAsync(routes =>
        {
            routes
                .MapPost("/p/{sid}", CheckHost.Run)
                .WithMetadata(new SkipProfileTwoFactorAttribute())
                .WithMetadata(new AcceptsMetadata(["application/json"]));
            routes
                .MapPost("/p/{sid}", CheckHost.Run)
                .RequireProfileTwoFactor()
                .WithMetadata(new AcceptsMetadata(["application/x-www-form-urlencoded"]));
        });
        await host.EnableAsync();
        var mark = await host.BrowserAsync("mark");

        Assert.Equal("binding-required", (await mark.CheckAsync("/p/acme", "POST")).Need());
    }

    [Fact]
    public async Task Check_RoutesThatRoutingCannotTellApart_LeavesItToTheRequest()
    {
        await using var host = await CheckHost.StartAsync(routes =>
        {
            routes.MapGet("/p/{sid}", CheckHost.Run).RequireProfileTwoFactor();
            routes.MapGet("/p/{sid}", CheckHost.Run).RequireProfileTwoFactor(300);
        });
        await host.EnableAsync();
        var mark = await host.BrowserAsync("mark");

        Assert.Equal(204, (await mark.CheckAsync("/p/acme")).StatusCode);
    }

    [Fact]
    public async Task Check_ThatWouldBeRefused_IsNoChallenge()
    {
        var challenges = 0;
        await using var host = await CheckHost.StartAsync(
            routes => routes.MapGet("/p/{sid}", CheckHost.Run).RequireProfileTwoFactor(),
            services: services =>
                services
                    .AddProfileTwoFactor()
                    .ConfigureScheme(scheme =>
                        scheme.Events.OnChallenge = _ => Task.FromResult(challenges++)
                    )
        );
        await host.EnableAsync();
        var mark = await host.BrowserAsync("mark");
        var meters = host.App.Services.GetRequiredService<IMeterFactory>();
        var counted = 0L;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, all) =>
            {
                if (
                    ReferenceEquals(instrument.Meter.Scope, meters)
                    && instrument.Name == "profile_two_factor.challenges"
                )
                {
                    all.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => counted += value);
        listener.Start();

        Assert.Equal("binding-required", (await mark.CheckAsync("/p/acme")).Need());
        Assert.Equal((0, 0), (challenges, counted));

        Assert.Equal("binding-required", (await mark.GetAsync("/p/acme")).Code);
        Assert.Equal((1, 1), (challenges, counted));
    }

    [Fact]
    public async Task Check_UnderAPathBase_KnowsThisAppAndNoOther()
    {
        await using var host = await CheckHost.StartAsync(
            routes => routes.MapGet("/p/{sid}", CheckHost.Run).RequireProfileTwoFactor(),
            app =>
            {
                app.UsePathBase("/app");
                app.UseRouting();
                app.UseAuthentication();
                app.UseAuthorization();
            }
        );
        await host.EnableAsync();
        var mark = await host.BrowserAsync("mark");

        var ours = await mark.GetAsync("/app/two-factor/check?method=GET&path=/app/p/acme");
        var others = await mark.GetAsync("/app/two-factor/check?method=GET&path=/p/acme");

        Assert.Equal("binding-required", ours.Need());
        Assert.StartsWith(
            "/app/two-factor/",
            ours.Json.GetProperty("actionUrl").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.NoContent, others.Status);
    }

    [Fact]
    public async Task Check_ProfileFromAResolver_IsFoundInTheQuery()
    {
        await using var host = await CheckHost.StartAsync(
            routes => routes.MapGet("/heatmap", CheckHost.Run).RequireProfileTwoFactor(),
            options: it => it.ProfileIdResolver = context => context.Request.Query["profile"]
        );
        await host.EnableAsync();
        var mark = await host.BrowserAsync("mark");

        Assert.Equal("binding-required", (await mark.CheckAsync("/heatmap?profile=acme")).Need());
        Assert.Equal(HttpStatusCode.NoContent, (await mark.CheckAsync("/heatmap")).Status);
    }

    [Theory]
    [InlineData("text/html,application/xhtml+xml,*/*;q=0.8", null)]
    [InlineData("*/*", null)]
    [InlineData("text/html,application/xhtml+xml,*/*;q=0.8", "cross-site")]
    [InlineData("application/json", "cross-site")]
    [InlineData("application/json", "same-site")]
    [InlineData("application/json", "none")]
    public async Task Check_ThatIsNotOfTheSitesOwnScript_TellsNothing(string accept, string? site)
    {
        await using var host = await CheckHost.StartAsync(routes =>
            routes.MapGet("/p/{sid}", CheckHost.Run).RequireProfileTwoFactor()
        );
        await host.EnableAsync();
        var mark = await host.BrowserAsync("mark");

        var own = await mark.AskAsync("method=GET&path=/p/acme", "application/json", "same-origin");
        var other = await mark.AskAsync("method=GET&path=/p/acme", accept, site);
        var wrong = await mark.AskAsync("method=GET", accept, site);

        Assert.Equal("binding-required", own.Need());
        Assert.Equal(("", HttpStatusCode.NoContent), (other.Body, other.Status));
        Assert.Equal(("", HttpStatusCode.NoContent), (wrong.Body, wrong.Status));
    }

    [Fact]
    public async Task Check_OfSomebodyWhoIsNotSignedIn_SaysOnlyThatTheAddressAsksForASignIn()
    {
        await using var host = await CheckHost.StartAsync(routes =>
        {
            routes.MapGet("/p/{sid}", CheckHost.Run).RequireProfileTwoFactor();
            routes.MapGet("/open", CheckHost.Run);
        });
        await host.EnableAsync();
        var nobody = await host.BrowserAsync(null);

        // Whether there is such a profile, and what it requires, is nothing to them.
        foreach (var path in new[] { "/p/acme", "/p/beta", "/p/no-such-profile" })
        {
            var answer = await nobody.CheckAsync(path);
            Assert.Equal("sign-in-required", answer.Need());
            Assert.DoesNotContain("olivia", answer.Body, StringComparison.Ordinal);
            Assert.False(answer.Json.TryGetProperty("profileId", out _));
            Assert.Null(answer.Header("WWW-Authenticate"));
            Assert.Null(answer.Location);
        }

        Assert.Equal(204, (await nobody.CheckAsync("/open")).StatusCode);
        Assert.Equal(204, (await nobody.CheckAsync("/nowhere")).StatusCode);
    }

    [Fact]
    public async Task Check_OfAGatedAddressThatLetsEveryoneIn_SendsNobodyToTheSignIn()
    {
        var links = new TestLinkDirectory();
        links.Add("token", SharedLinkAccess.Public);
        await using var host = await CheckHost.StartAsync(
            routes => routes.MapGet("/share/{token}", CheckHost.Run).RequireSharedLink(),
            services: services => services.AddSingleton<ISharedLinkDirectory>(links)
        );
        await host.EnableAsync();

        var answer = await (await host.BrowserAsync(null)).CheckAsync("/share/token");

        Assert.Equal(204, answer.StatusCode);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("\"action\"")]
    [InlineData("null")]
    [InlineData("{")]
    public async Task Check_RefusalOfTheAppThatIsNoProblem_LooksLikeAnOpenAddress(string body)
    {
        await using var host = await CheckHost.StartAsync(
            routes =>
                routes
                    .MapGet("/p/{sid}", CheckHost.Run)
                    .RequireAuthorization(policy => policy.RequireAssertion(_ => false))
                    .RequireProfileTwoFactor(),
            services: services =>
                services.PostConfigureAll<CookieAuthenticationOptions>(cookie =>
                    cookie.Events.OnRedirectToAccessDenied = refusal =>
                    {
                        refusal.Response.StatusCode = StatusCodes.Status401Unauthorized;
                        return refusal.Response.WriteAsync(body);
                    }
                )
        );
        var mark = await host.BrowserAsync("mark");

        var answer = await mark.CheckAsync("/p/acme");

        Assert.Equal(("", HttpStatusCode.NoContent), (answer.Body, answer.Status));
    }

    [Theory]
    [InlineData("method=GET")]
    [InlineData("method=GET&path=")]
    [InlineData("method=GET&path=p/acme")]
    [InlineData("method=GET&path=https://evil.example/p/acme")]
    [InlineData("method=DELETE&path=/p/acme")]
    [InlineData("path=/p/acme")]
    public async Task Check_BadQuestion_IsRefused(string query)
    {
        await using var host = await CheckHost.StartAsync(routes =>
            routes.MapGet("/p/{sid}", CheckHost.Run).RequireProfileTwoFactor()
        );
        var mark = await host.BrowserAsync("mark");

        Assert.Equal(400, (await mark.GetAsync($"/two-factor/check?{query}")).StatusCode);
    }
}
