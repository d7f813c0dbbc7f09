using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Authorization;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Gate.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Gate;

/// <summary>Hosts put together wrongly. They may answer with an error; they may not answer with what is gated.</summary>
public sealed class BrokenPipelineTests
{
    // WebApplication adds authorization by itself unless it believes that the host has.
    private const string AuthorizationAdded = "__AuthorizationMiddlewareSet";

    // What the framework's endpoint middleware looks for before it runs an endpoint with authorization metadata.
    private const string AuthorizationRan = "__AuthorizationMiddlewareWithEndpointInvoked";

    [Theory]
    [InlineData("minimal API")]
    [InlineData("bare metadata")]
    [InlineData("controller")]
    [InlineData("action")]
    [InlineData("Razor Page")]
    [InlineData("dynamic controller")]
    public async Task Endpoint_InAHostWithoutUseAuthorization_NeverRuns(string surface)
    {
        await using var host = await StartAsync(app =>
        {
            ((IApplicationBuilder)app).Properties[AuthorizationAdded] = true;
            app.UseRouting();
            app.UseAuthentication();
        });

        await AssertClosedAsync(host, surface);
    }

    [Theory]
    [InlineData("minimal API")]
    [InlineData("bare metadata")]
    [InlineData("controller")]
    [InlineData("action")]
    [InlineData("Razor Page")]
    [InlineData("dynamic controller")]
    public async Task Endpoint_InAHostThatOnlyPretendsAuthorizationRan_NeverRuns(string surface)
    {
        await using var host = await StartAsync(app =>
        {
            ((IApplicationBuilder)app).Properties[AuthorizationAdded] = true;
            app.UseRouting();
            app.UseAuthentication();
            app.Use(
                (context, next) =>
                {
                    context.Items[AuthorizationRan] = new object();
                    return next(context);
                }
            );
        });

        await AssertClosedAsync(host, surface);
    }

    [Theory]
    [InlineData("minimal API")]
    [InlineData("controller")]
    [InlineData("Razor Page")]
    public async Task Endpoint_InAHostThatAuthorizesBeforeRouting_NeverRuns(string surface)
    {
        await using var host = await StartAsync(app =>
        {
            app.UseAuthentication();
            app.UseAuthorization();
            app.UseRouting();
        });

        await AssertClosedAsync(host, surface);
    }

    [Theory]
    [InlineData("minimal API")]
    [InlineData("bare metadata")]
    [InlineData("controller")]
    [InlineData("Razor Page")]
    [InlineData("dynamic controller")]
    public async Task Endpoint_InAHostWhoseHandlerSucceedsEveryRequirement_IsGuarded(string surface)
    {
        await using var host = await StartAsync(services: services =>
            services.AddSingleton<IAuthorizationHandler, SucceedsEverything>()
        );
        await host.EnableAsync();

        await AssertClosedAsync(host, surface);
    }

    [Fact]
    public async Task Endpoint_InAHostThatReplacesTheGatesPolicy_IsGuarded()
    {
        await using var host = await StartAsync(services: services =>
            services.AddAuthorization(options =>
                options.AddPolicy(
                    ProfileTwoFactorDefaults.PolicyName,
                    policy => policy.RequireAssertion(_ => true)
                )
            )
        );

        await AssertClosedAsync(host, "minimal API");
        await AssertClosedAsync(host, "controller");
    }

    [Fact]
    public async Task ShortCircuit_OnAGatedEndpoint_NeverRunsIt()
    {
        await using var host = await GateHost.StartAsync(routes =>
            routes.MapGet("/minimal/{sid}", Secret.Reveal).RequireProfileTwoFactor().ShortCircuit()
        );

        await AssertClosedAsync(host, "minimal API");
    }

    [Fact]
    public async Task AllowAnonymousFilter_OnAllOfMvc_OpensNothing()
    {
        await using var host = await StartAsync(services: services =>
            services.Configure<MvcOptions>(mvc => mvc.Filters.Add(new AllowAnonymousFilter()))
        );
        await host.EnableAsync();

        await AssertRefusedAsync(host, "controller");
        await AssertRefusedAsync(host, "Razor Page");
    }

    [Fact]
    public async Task GlobalAuthorizeFilter_BesideTheGate_ChangesNothingForAnyCaller()
    {
        await using var host = await StartAsync(services: services =>
            services.Configure<MvcOptions>(mvc => mvc.Filters.Add(new AuthorizeFilter()))
        );
        await host.EnableAsync();

        await AssertRefusedAsync(host, "controller");
        var (oscar, _) = await host.EnableAsync("beta", "oscar");
        Assert.Equal(200, (await oscar.GetAsync("/controller/beta")).StatusCode);
    }

    [Fact]
    public async Task LegacyMvcWithoutEndpoints_WithAMaxAge_StillAsksForAFreshCode()
    {
        await using var host = await StartLegacyAsync();
        var (owner, _) = await host.EnableAsync();
        Assert.Equal(200, (await owner.GetAsync("/legacy/acme")).StatusCode);
        Assert.Equal(200, (await owner.GetAsync("/legacy/acme/fresh")).StatusCode);
        host.Clock.Advance(TimeSpan.FromSeconds(61));

        var stale = await owner.GetAsync("/legacy/acme/fresh");

        Assert.DoesNotContain(Secret.Text, stale.Body);
        Assert.NotEqual(200, stale.StatusCode);
        Assert.Equal(200, (await owner.GetAsync("/legacy/acme")).StatusCode);
    }

    [Theory]
    [InlineData("/legacy/acme")]
    [InlineData("/legacy/acme/anonymous")]
    public async Task LegacyMvcWithoutEndpoints_CalledWithoutProof_NeverRunsTheAction(string path)
    {
        await using var host = await StartLegacyAsync();
        await host.EnableAsync();
        var mei = await host.BrowserAsync("mei");

        var answer = await mei.GetAsync(path);

        Assert.DoesNotContain(Secret.Text, answer.Body);
        Assert.NotEqual(200, answer.StatusCode);
    }

    private static Task<GateHost> StartLegacyAsync() =>
        GateHost.StartAsync(
            routes => { },
            services =>
            {
                services.AddMvcWith(typeof(LegacyController));
                services.Configure<MvcOptions>(mvc => mvc.EnableEndpointRouting = false);
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

    private static Task<GateHost> StartAsync(
        Action<WebApplication>? pipeline = null,
        Action<IServiceCollection>? services = null
    ) =>
        GateHost.StartAsync(
            Surfaces.Map,
            all =>
            {
                Surfaces.AddServices(all);
                services?.Invoke(all);
            },
            Surfaces.Configure,
            pipeline
        );

    /// <summary>Where no one decides, no one gets in: members, strangers, people who are not signed in.</summary>
    private static async Task AssertClosedAsync(GateHost host, string surface)
    {
        foreach (var user in (string?[])[null, "mei", "zoe"])
        {
            var browser = await host.BrowserAsync(user);
            var answer = await TryGetAsync(browser, surface);
            Assert.DoesNotContain(Secret.Text, answer?.Body ?? "");
            Assert.False(answer?.StatusCode is >= 200 and < 300);
        }
    }

    private static async Task AssertRefusedAsync(GateHost host, string surface)
    {
        var mei = await host.BrowserAsync("mei");
        Assert.Equal("binding-required", (await TryGetAsync(mei, surface))?.Code);
    }

    /// <summary>Null: the pipeline threw, which is as closed as can be.</summary>
    private static async Task<Answer?> TryGetAsync(Browser browser, string surface)
    {
        try
        {
            return await browser.GetAsync(
                Surfaces.Paths[surface].Replace("{sid}", "acme", StringComparison.Ordinal)
            );
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
