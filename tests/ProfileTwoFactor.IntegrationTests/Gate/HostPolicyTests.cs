using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Gate.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Gate;

/// <summary>The host's own authorization beside the gate: neither opens, hides or replaces the other.</summary>
public sealed class HostPolicyTests
{
    [Theory]
    [InlineData("fallback: signed in")]
    [InlineData("fallback: role")]
    [InlineData("default: role")]
    public async Task Gate_BesideTheHostsPolicies_DecidesAsWithoutThem(string kind)
    {
        await using var host = await GateHost.StartAsync(services: services =>
            services.AddAuthorization(options =>
            {
                var role = new AuthorizationPolicyBuilder().RequireRole("nobody-has-it").Build();
                var signedIn = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
                options.FallbackPolicy = kind switch
                {
                    "fallback: signed in" => signedIn,
                    "fallback: role" => role,
                    _ => null,
                };
                options.DefaultPolicy = kind == "default: role" ? role : options.DefaultPolicy;
            })
        );

        // Also: the page that asks for the code stays reachable, or no one could ever verify.
        var (owner, _) = await host.EnableAsync();
        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync("/p/acme")).Status);
        var mei = await host.BrowserAsync("mei");
        Assert.Equal("binding-required", (await mei.GetAsync("/p/acme")).Code);
        var zoe = await host.BrowserAsync("zoe");
        Assert.Equal("not-a-member", (await zoe.GetAsync("/p/acme")).Code);
        var nobody = await host.BrowserAsync();
        Assert.Equal("sign-in-required", (await nobody.GetAsync("/p/acme")).Code);
    }

    [Theory]
    [InlineData("mei")]
    [InlineData("olivia")]
    public async Task Caller_WhoLacksARoleAsWell_IsRefusedAndNotAskedForACode(string user)
    {
        await using var host = await GateHost.StartAsync(routes =>
            routes
                .MapGet("/p/{sid}", Secret.Reveal)
                .RequireProfileTwoFactor()
                .RequireAuthorization(policy => policy.RequireRole("auditor"))
        );
        await host.EnableAsync();
        var browser = await host.BrowserAsync(user);

        var navigation = await browser.NavigateAsync("/p/acme");

        Assert.Equal(HttpStatusCode.Redirect, navigation.Status);
        Assert.Contains("/Account/AccessDenied", navigation.Location);
        var script = await browser.SendAsync(
            new HttpRequestMessage(HttpMethod.Get, "/p/acme")
            {
                Headers = { { "X-Requested-With", "XMLHttpRequest" } },
            }
        );
        Assert.Equal((403, ""), (script.StatusCode, script.Body));
    }

    [Fact]
    public async Task HostHandler_ThatFails_IsNotAnsweredWithAQuestionForACode()
    {
        await using var host = await GateHost.StartAsync(services: services =>
            services.AddSingleton<IAuthorizationHandler, FailsOutright>()
        );
        await host.EnableAsync();

        foreach (var user in (string[])["olivia", "mei"])
        {
            var browser = await host.BrowserAsync(user);
            var answer = await browser.NavigateAsync("/p/acme");
            Assert.Contains("/Account/AccessDenied", answer.Location);
        }
    }

    [Fact]
    public async Task Handlers_AfterAFailure_NotInvokedByTheHost_StillLetNoCallerIn()
    {
        await using var host = await GateHost.StartAsync(services: services =>
        {
            services.Insert(0, ServiceDescriptor.Singleton<IAuthorizationHandler, FailsOutright>());
            services.AddAuthorization(options => options.InvokeHandlersAfterFailure = false);
        });
        var mei = await host.BrowserAsync("mei");

        var answer = await mei.NavigateAsync("/p/acme");

        Assert.Contains("/Account/AccessDenied", answer.Location);
    }

    [Fact]
    public async Task ResultHandler_RegisteredByTheHostBefore_IsStillCalledForWhatIsNotOurs()
    {
        var calls = new RecordingResultHandler();
        await using var host = await GateHost.StartAsync(
            routes =>
            {
                routes.MapGet("/p/{sid}", Secret.Reveal).RequireProfileTwoFactor();
                routes.MapGet("/admin", Secret.Reveal).RequireAuthorization();
            },
            authentication: services =>
            {
                GateHost.AddCookie(services);
                services.AddSingleton<IAuthorizationMiddlewareResultHandler>(calls);
            }
        );
        var (owner, _) = await host.EnableAsync();
        await owner.GetAsync("/p/acme");
        await owner.GetAsync("/admin");
        Assert.Equal(["/p/acme True", "/admin True"], calls.Seen);

        var mei = await host.BrowserAsync("mei");
        Assert.Equal("binding-required", (await mei.GetAsync("/p/acme")).Code);
        await (await host.BrowserAsync()).GetAsync("/admin");

        Assert.Equal(["/p/acme True", "/admin True", "/admin False"], calls.Seen);
    }

    [Fact]
    public async Task ResultHandler_RegisteredByTheHostAfter_IsRefusedAtStart()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            GateHost.StartAsync(services: services =>
                services.AddSingleton<IAuthorizationMiddlewareResultHandler>(
                    new RecordingResultHandler()
                )
            )
        );

        Assert.Contains("IAuthorizationMiddlewareResultHandler", refused.Message);
        Assert.Contains("Register it before", refused.Message);
    }

    private sealed class FailsOutright : IAuthorizationHandler
    {
        public Task HandleAsync(AuthorizationHandlerContext context)
        {
            context.Fail();
            return Task.CompletedTask;
        }
    }

    private sealed class RecordingResultHandler : IAuthorizationMiddlewareResultHandler
    {
        private readonly AuthorizationMiddlewareResultHandler _framework = new();

        public List<string> Seen { get; } = [];

        public Task HandleAsync(
            RequestDelegate next,
            HttpContext context,
            AuthorizationPolicy policy,
            PolicyAuthorizationResult authorizeResult
        )
        {
            Seen.Add($"{context.Request.Path} {authorizeResult.Succeeded}");
            return _framework.HandleAsync(next, context, policy, authorizeResult);
        }
    }
}
