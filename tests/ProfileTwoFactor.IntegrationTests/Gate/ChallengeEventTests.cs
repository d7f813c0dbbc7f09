using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Gate;

/// <summary>What an app may do when a request is challenged, and what it can't.</summary>
public sealed class ChallengeEventTests
{
    private const string Inside = "inside";

    [Fact]
    public async Task Event_OfAScript_AddsHeadersAndKeepsTheContract()
    {
        await using var host = await StartAsync(context =>
        {
            Assert.False(context.IsNavigation);
            context.Response.Headers["X-Hint"] = context.Error.Code;
            context.Response.StatusCode = 200;
            context.RedirectUri = "/elsewhere";
            return Task.CompletedTask;
        });
        var mei = await host.BrowserAsync("mei");

        var answer = await mei.GetAsync("/p/acme");

        Assert.Equal((401, "binding-required"), (answer.StatusCode, answer.Code));
        Assert.Equal("binding-required", answer.Header("X-Hint"));
        Assert.Contains("action=\"bind\"", answer.Header("WWW-Authenticate"));
        Assert.Contains("no-store", answer.Header("Cache-Control"));
        Assert.Null(answer.Location);
    }

    [Fact]
    public async Task Event_OfANavigation_ChangesWhereItLeads()
    {
        await using var host = await StartAsync(context =>
        {
            context.RedirectUri = "/help?then=" + Uri.EscapeDataString(context.RedirectUri!);
            return Task.CompletedTask;
        });
        var mei = await host.BrowserAsync("mei");

        var answer = await mei.NavigateAsync("/p/acme");

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.StartsWith(
            "/help?then=%2Ftwo-factor%2Fprofiles%2Facme%2Fbind%3FreturnUrl",
            answer.Location
        );
    }

    [Theory]
    [InlineData(null, 401)]
    [InlineData(403, 403)]
    public async Task Event_ThatAnswersANavigation_NeverLooksLikeASuccess(int? status, int expected)
    {
        await using var host = await StartAsync(context =>
        {
            context.HandleResponse();
            context.Response.StatusCode = status ?? context.Response.StatusCode;
            return Task.CompletedTask;
        });
        var mei = await host.BrowserAsync("mei");

        var answer = await mei.NavigateAsync("/p/acme");

        Assert.Equal((expected, ""), (answer.StatusCode, answer.Body));
        Assert.Contains("no-store", answer.Header("Cache-Control"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Event_ThatThrows_LetsNoCallerIn(bool navigates)
    {
        await using var host = await StartAsync(_ => throw new InvalidOperationException("broken"));
        var mei = await host.BrowserAsync("mei");

        var answer = await OpenAsync(mei, navigates);

        Assert.Equal(navigates ? 302 : 401, answer.StatusCode);
        Assert.DoesNotContain(Inside, answer.Body);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Event_ThatPretendsAProof_LetsNoCallerIn(bool navigates)
    {
        await using var host = await StartAsync(async context =>
        {
            if (context.IsNavigation)
            {
                context.HandleResponse();
            }

            context.HttpContext.User = GateHost.Principal("olivia", "Cookies");
            context.Response.StatusCode = 200;
            await context.HttpContext.GetEndpoint()!.RequestDelegate!(context.HttpContext);
        });
        var mei = await host.BrowserAsync("mei");

        var answer = await OpenAsync(mei, navigates);

        Assert.NotEqual(HttpStatusCode.OK, answer.Status);
        Assert.DoesNotContain(Inside, answer.Body);
    }

    [Fact]
    public async Task HandleResponse_OfAScript_IsRefused()
    {
        Exception? failure = null;
        await using var host = await StartAsync(context =>
        {
            failure = Record.Exception(context.HandleResponse);
            return Task.CompletedTask;
        });

        var answer = await (await host.BrowserAsync("mei")).GetAsync("/p/acme");

        Assert.IsType<InvalidOperationException>(failure);
        Assert.Equal("binding-required", answer.Code);
    }

    [Fact]
    public async Task Event_OfARefusalThatNoCodeWouldChange_IsNotRaised()
    {
        var raised = 0;
        await using var host = await StartAsync(_ =>
        {
            raised++;
            return Task.CompletedTask;
        });

        await (await host.BrowserAsync("zoe")).GetAsync("/p/acme");
        await (await host.BrowserAsync("mei")).GetAsync("/p/unknown");
        await (await host.BrowserAsync()).GetAsync("/p/acme");

        Assert.Equal(0, raised);
    }

    [Fact]
    public async Task EventsType_ComesFromTheRequestsServices()
    {
        await using var host = await GateHost.StartAsync(
            Map,
            services =>
                services
                    .AddScoped<OwnEvents>()
                    .AddProfileTwoFactor()
                    .ConfigureScheme(scheme => scheme.EventsType = typeof(OwnEvents))
        );
        await host.EnableAsync();

        var answer = await (await host.BrowserAsync("mei")).GetAsync("/p/acme");

        Assert.Equal("own", answer.Header("X-Hint"));
    }

    private static Task<Answer> OpenAsync(Browser browser, bool navigates) =>
        navigates ? browser.NavigateAsync("/p/acme") : browser.GetAsync("/p/acme");

    private static async Task<GateHost> StartAsync(Func<TwoFactorChallengeContext, Task> raised)
    {
        var host = await GateHost.StartAsync(
            Map,
            services =>
                services
                    .AddProfileTwoFactor()
                    .ConfigureScheme(scheme => scheme.Events.OnChallenge = raised)
        );
        await host.EnableAsync();
        return host;
    }

    private static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/p/{sid}", () => Inside).RequireProfileTwoFactor();

    private sealed class OwnEvents : ProfileTwoFactorEvents
    {
        public override Task Challenge(TwoFactorChallengeContext context)
        {
            context.Response.Headers["X-Hint"] = "own";
            return Task.CompletedTask;
        }
    }
}
