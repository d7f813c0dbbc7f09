using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Endpoints;

/// <summary>A host with the endpoints over a <see cref="FakeManager"/> and every kind of authentication scheme.</summary>
internal sealed class EndpointHost : IAsyncDisposable
{
    public const string Cookie = "Cookie";
    public const string BearerToken = "BearerToken";
    public const string Jwt = "Jwt";
    public const string DerivedJwt = "DerivedJwt";
    public const string ApiKey = "ApiKey";

    private readonly WebApplication _app;

    private EndpointHost(WebApplication app, FakeManager manager)
    {
        _app = app;
        Manager = manager;
    }

    public FakeManager Manager { get; }

    public IServiceProvider Services => _app.Services;

    public string Address => _app.Urls.Single();

    public static async Task<EndpointHost> StartAsync(
        Action<ProfileTwoFactorOptions>? options = null,
        Action<IServiceCollection>? services = null,
        Action<WebApplication>? pipeline = null,
        string? defaultScheme = Cookie,
        bool kestrel = false
    )
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        _ = kestrel
            ? builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0")
            : builder.WebHost.UseTestServer();
        var manager = new FakeManager();
        builder.Services.AddRouting();
        builder.Services.AddSingleton<IProfileTwoFactorManager>(manager);
        builder.Services.AddAntiforgery();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddAuthorization();
        builder.Services.AddOptions<ProfileTwoFactorOptions>().Configure(options ?? (_ => { }));
        var authentication = defaultScheme is null
            ? builder.Services.AddAuthentication()
            : builder.Services.AddAuthentication(defaultScheme);
        authentication
            .AddCookie(Cookie)
            .AddBearerToken(BearerToken)
            .AddJwtBearer(Jwt, TakeTokens)
            .AddScheme<JwtBearerOptions, DerivedJwtBearerHandler>(DerivedJwt, TakeTokens)
            .AddScheme<AuthenticationSchemeOptions, HeaderHandler>(ApiKey, null);
        services?.Invoke(builder.Services);

        var app = builder.Build();
        app.UseRouting();
        app.UseAuthentication();
        pipeline?.Invoke(app);
        app.UseAuthorization();
        app.MapProfileTwoFactorApi();
        app.MapPost("/test/sign-in/{scheme}/{name}", SignInAsync).AllowAnonymous();
        await app.StartAsync();
        return new EndpointHost(app, manager);
    }

    public EndpointClient Client() => new(_app.GetTestServer().CreateHandler());

    public async Task<EndpointClient> SignedInAsync(string name = "olivia")
    {
        var client = Client();
        using var answer = await client.SendAsync(
            HttpMethod.Post,
            $"/test/sign-in/{Cookie}/{name}"
        );
        answer.EnsureSuccessStatusCode();
        await client.FetchTokenAsync();
        return client;
    }

    public async Task<string> IssueBearerTokenAsync(string name)
    {
        using var answer = await Client()
            .SendAsync(HttpMethod.Post, $"/test/sign-in/{BearerToken}/{name}");
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return body.RootElement.GetProperty("accessToken").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    // In the header or, as some hosts have it, in a cookie.
    private static void TakeTokens(JwtBearerOptions options)
    {
        TokenIssuer.Trust(options);
        options.Events = new JwtBearerEvents
        {
            OnMessageReceived = message =>
            {
                if (message.Request.Headers.Authorization.Count == 0)
                {
                    message.Token = message.Request.Cookies["jwt"];
                }

                return Task.CompletedTask;
            },
        };
    }

    private static Task SignInAsync(HttpContext context) =>
        context.SignInAsync(
            (string)context.Request.RouteValues["scheme"]!,
            new ClaimsPrincipal(
                new ClaimsIdentity(
                    [
                        new(
                            ClaimTypes.NameIdentifier,
                            (string)context.Request.RouteValues["name"]!
                        ),
                        new(ClaimTypes.Name, (string)context.Request.RouteValues["name"]!),
                    ],
                    "password"
                )
            )
        );
}
