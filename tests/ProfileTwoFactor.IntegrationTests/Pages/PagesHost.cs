using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Pages;

/// <summary>A host with nothing but the pages, a cookie sign-in and a fake manager.</summary>
internal sealed class PagesHost : IAsyncDisposable
{
    internal const string Bind = "/two-factor/profiles/acme/bind";
    internal const string Verify = "/two-factor/profiles/acme/verify";
    internal const string Manage = "/two-factor/profiles/acme/manage";

    private readonly WebApplication _app;

    private PagesHost(WebApplication app, FakeManager manager)
    {
        _app = app;
        Manager = manager;
        Client = NewClient();
    }

    public FakeManager Manager { get; }

    public HttpClient Client { get; }

    public static async Task<PagesHost> StartAsync(
        Action<IServiceCollection>? services = null,
        Action<WebApplication>? pipeline = null,
        bool signedIn = true,
        bool passkeys = false
    )
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        var manager = new FakeManager();
        builder.Services.AddSingleton<TimeProvider>(TestClock.AtNoon());
        builder
            .Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(options => options.LoginPath = "/login");
        builder.Services.AddAuthorization();
        new ProfileTwoFactorBuilder(builder.Services).AddDefaultPages();
        services?.Invoke(builder.Services);
        builder.Services.AddSingleton<IProfileTwoFactorManager>(manager);
        builder.Services.AddSingleton<IProfileEnrollmentManager>(manager);
        builder.Services.AddSingleton<IProfilePasskeyManager>(
            new NoPasskeys { IsSupported = passkeys }
        );
        var app = builder.Build();
        pipeline?.Invoke(app);
        app.MapRazorPages();
        app.MapGet("/sign-in/{name}", (string name) => SignInAs(name)).AllowAnonymous();
        app.MapGet(
                "/test-token",
                (IAntiforgery antiforgery, HttpContext context) =>
                    antiforgery.GetAndStoreTokens(context).RequestToken
            )
            .AllowAnonymous();
        await app.StartAsync();
        var host = new PagesHost(app, manager);
        if (signedIn)
        {
            using var signIn = await host.Client.GetAsync(
                new Uri("/sign-in/mark", UriKind.Relative)
            );
        }

        return host;
    }

    /// <summary>Another browser: it has its own cookies.</summary>
    public HttpClient NewClient() =>
        new(new CookieHandler(_app.GetTestServer().CreateHandler()))
        {
            BaseAddress = new Uri("http://localhost"),
        };

    public async Task<Answer> GetAsync(string url) =>
        await Answer.ReadAsync(await Client.GetAsync(new Uri(url, UriKind.Relative)));

    public async Task<Answer> SendAsync(HttpRequestMessage request) =>
        await Answer.ReadAsync(await Client.SendAsync(request));

    /// <summary>Posts a form with a valid antiforgery token.</summary>
    public async Task<Answer> PostAsync(string url, params (string Name, string Value)[] fields)
    {
        var token = await TokenAsync();
        var form = fields
            .Append(("__RequestVerificationToken", token))
            .Select(field => KeyValuePair.Create(field.Item1, field.Item2));
        using var content = new FormUrlEncodedContent(form);
        return await Answer.ReadAsync(
            await Client.PostAsync(new Uri(url, UriKind.Relative), content)
        );
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    private async Task<string> TokenAsync()
    {
        using var response = await Client.GetAsync(new Uri("/test-token", UriKind.Relative));
        return await response.Content.ReadAsStringAsync();
    }

    private static IResult SignInAs(string name) =>
        Results.SignIn(
            new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, name)], "password")),
            authenticationScheme: CookieAuthenticationDefaults.AuthenticationScheme
        );
}
