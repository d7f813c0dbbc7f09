using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Gate.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Endpoints;

public sealed class HostVariationTests
{
    private const string Code = """{"code":"123456"}""";

    [Fact]
    public async Task FallbackPolicy_DoesNotLockPeopleOut()
    {
        await using var host = await EndpointHost.StartAsync(services: services =>
            services.AddAuthorization(options =>
                options.FallbackPolicy = options.DefaultPolicy =
                    new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build()
            )
        );
        var client = await host.SignedInAsync();

        using var status = await client.GetAsync(EndpointClient.Profile);
        using var verify = await client.PostAsync($"{EndpointClient.Profile}/verify", Code);
        using var anonymous = await host.Client().GetAsync(EndpointClient.Profile);

        Assert.Equal(HttpStatusCode.OK, status.StatusCode);
        Assert.Equal(HttpStatusCode.OK, verify.StatusCode);
        await ProblemAssert.IsAsync(anonymous, 401, "sign-in-required");
    }

    [Fact]
    public async Task PathPrefix_MovesEveryEndpoint()
    {
        await using var host = await EndpointHost.StartAsync(options =>
            options.PathPrefix = "/security/second"
        );

        Assert.All(
            Endpoints(host),
            endpoint =>
                Assert.StartsWith(
                    "/security/second/api/",
                    endpoint.RoutePattern.RawText,
                    StringComparison.Ordinal
                )
        );
    }

    [Fact]
    public async Task ProfileIdParameter_NamesTheRouteParameterAndItsContradictions()
    {
        await using var host = await EndpointHost.StartAsync(options =>
            options.ProfileIdParameter = "tenant"
        );
        var client = await host.SignedInAsync();

        using var agrees = await client.GetAsync($"{EndpointClient.Profile}?tenant=acme");
        using var contradicts = await client.GetAsync($"{EndpointClient.Profile}?tenant=beta");

        Assert.Equal(HttpStatusCode.OK, agrees.StatusCode);
        await ProblemAssert.IsAsync(contradicts, 400, "invalid-request");
        Assert.Equal("status acme", Assert.Single(host.Manager.Calls));
    }

    [Fact]
    public async Task HostWithoutADefaultScheme_IsServedByTheSchemesOfTheOptions()
    {
        await using var host = await EndpointHost.StartAsync(
            options =>
            {
                options.AuthenticationSchemes.Add(EndpointHost.Jwt);
                options.AuthenticationSchemes.Add(EndpointHost.Cookie);
            },
            defaultScheme: null
        );
        var cookie = await host.SignedInAsync();
        var token = host.Client();
        token.Headers["Authorization"] = $"Bearer {TokenIssuer.Issue("olivia")}";

        using var byCookie = await cookie.PostAsync($"{EndpointClient.Profile}/verify", Code);
        cookie.Headers.Clear();
        using var forged = await cookie.PostAsync($"{EndpointClient.Profile}/verify", Code);
        using var byToken = await token.PostAsync($"{EndpointClient.Profile}/verify", Code);
        using var anonymous = await host.Client().GetAsync(EndpointClient.Profile);

        Assert.Equal(HttpStatusCode.OK, byCookie.StatusCode);
        await ProblemAssert.IsAsync(forged, 400, "antiforgery");
        Assert.Equal(HttpStatusCode.OK, byToken.StatusCode);
        await ProblemAssert.IsAsync(anonymous, 401, "sign-in-required");
    }

    [Fact]
    public async Task HostWithoutADefaultScheme_AndWithoutOptions_HasNoSignedInUser()
    {
        await using var host = await EndpointHost.StartAsync(defaultScheme: null);
        var client = await host.SignedInAsync();

        using var answer = await client.GetAsync(EndpointClient.Profile);

        await ProblemAssert.IsAsync(answer, 401, "sign-in-required");
    }

    [Fact]
    public async Task JsonSettingsOfTheHost_DoNotRenameAnything()
    {
        await using var host = await EndpointHost.StartAsync(services: services =>
            services.ConfigureHttpJsonOptions(options =>
                options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseUpper
            )
        );
        var client = await host.SignedInAsync();

        using var body = await EndpointClient.ReadAsync(
            await client.GetAsync(EndpointClient.Profile)
        );

        Assert.Equal("acme", body.RootElement.GetProperty("profileId").GetString());
    }

    [Fact]
    public async Task OutputCache_ForEverything_KeepsNoAnswer()
    {
        await using var host = await EndpointHost.StartAsync(
            services: services =>
                services.AddOutputCache(options =>
                    options.AddBasePolicy(new GreedyCachePolicy(insists: false))
                ),
            pipeline: app => app.UseOutputCache()
        );
        var owner = await host.SignedInAsync("olivia");

        using var first = await owner.GetAsync(EndpointClient.Profile);
        using var stranger = await host.Client().GetAsync(EndpointClient.Profile);
        host.Manager.Refusal =
            ProfileTwoFactor.Outcomes.Internal.TwoFactorErrorFactory.NotAMember();
        using var refused = await owner.GetAsync(EndpointClient.Profile);
        host.Manager.Refusal = null;
        using var again = await owner.GetAsync(EndpointClient.Profile);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        await ProblemAssert.IsAsync(stranger, 401, "sign-in-required");
        await ProblemAssert.IsAsync(refused, 403, "not-a-member");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Theory]
    [InlineData("GET", "/verify")]
    [InlineData("GET", "/disable")]
    [InlineData("PUT", "/disable")]
    [InlineData("DELETE", "")]
    [InlineData("HEAD", "")]
    [InlineData("OPTIONS", "")]
    [InlineData("HEAD", "/disable")]
    [InlineData("POST", "")]
    [InlineData("POST", "/members")]
    public async Task AnotherVerb_DoesNothing(string method, string path)
    {
        await using var host = await EndpointHost.StartAsync();
        var client = await host.SignedInAsync();

        using var answer = await client.SendAsync(new(method), EndpointClient.Profile + path);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Empty(host.Manager.Calls);
    }

    [Fact]
    public async Task EveryEndpoint_SaysThatItIsOpenAndChecksItself()
    {
        await using var host = await EndpointHost.StartAsync();
        var endpoints = Endpoints(host);

        Assert.Equal(24, endpoints.Length);
        Assert.All(
            endpoints,
            endpoint =>
            {
                Assert.NotNull(endpoint.Metadata.GetMetadata<IAllowAnonymous>());
                Assert.NotNull(endpoint.Metadata.GetMetadata<SkipProfileTwoFactorAttribute>());
                Assert.NotNull(endpoint.Metadata.GetMetadata<IDisableCookieRedirectMetadata>());
                Assert.NotNull(endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>());
            }
        );
    }

    [Fact]
    public void Map_WithoutTheServices_SaysWhatToAdd()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseTestServer();
        var app = builder.Build();

        var failure = Assert.Throws<InvalidOperationException>(() => app.MapProfileTwoFactorApi());

        Assert.Contains("AddProfileTwoFactor()", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Map_WithoutAnAntiforgeryHeader_SaysWhatToSet()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseTestServer();
        builder.Services.AddSingleton<IProfileTwoFactorManager, FakeManager>();
        builder.Services.AddOptions<ProfileTwoFactorOptions>();
        builder.Services.AddAntiforgery(options => options.HeaderName = null);
        var app = builder.Build();

        var failure = Assert.Throws<InvalidOperationException>(() => app.MapProfileTwoFactorApi());

        Assert.Contains(
            nameof(AntiforgeryOptions.HeaderName),
            failure.Message,
            StringComparison.Ordinal
        );
    }

    private static RouteEndpoint[] Endpoints(EndpointHost host) =>
        [
            .. host
                .Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint =>
                    !endpoint.RoutePattern.RawText!.StartsWith("/test", StringComparison.Ordinal)
                ),
        ];
}
