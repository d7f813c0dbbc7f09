using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.IntegrationTests.Infrastructure;

/// <summary>A small host with the gate, built for one test: cookie sign-in at <c>/sign-in/{user}</c>, in-memory stores, a clock and a cache the test holds.</summary>
public sealed class GateHost : IAsyncDisposable
{
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private GateHost(
        WebApplication app,
        WatchedClock clock,
        TestDirectory directory,
        CountingCache cache
    )
    {
        App = app;
        Clock = clock;
        Directory = directory;
        Cache = cache;
    }

    public WebApplication App { get; }

    public WatchedClock Clock { get; }

    public TestDirectory Directory { get; }

    public CountingCache Cache { get; }

    public TestServer Server => App.GetTestServer();

    /// <summary>Where a host on Kestrel listens: HTTP/1.1 first, HTTP/2 without TLS second.</summary>
    public IReadOnlyList<Uri> Addresses => [.. App.Urls.Select(url => new Uri(url))];

    /// <param name="map">Endpoints under test. Null: one gated minimal API, <c>GET /p/{sid}</c>.</param>
    /// <param name="services">Further services, after the package's.</param>
    /// <param name="options">Options of the package.</param>
    /// <param name="pipeline">The middleware before the endpoints. Null: authentication, then authorization.</param>
    /// <param name="directory">Null: the seeded one.</param>
    /// <param name="authentication">The host's schemes. Null: one cookie scheme, and the framework makes it the default.</param>
    /// <param name="kestrel">On Kestrel and sockets instead of the server in memory.</param>
    public static async Task<GateHost> StartAsync(
        Action<IEndpointRouteBuilder>? map = null,
        Action<IServiceCollection>? services = null,
        Action<ProfileTwoFactorOptions>? options = null,
        Action<WebApplication>? pipeline = null,
        TestDirectory? directory = null,
        Action<IServiceCollection>? authentication = null,
        bool kestrel = false
    )
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { EnvironmentName = Environments.Development }
        );
        if (kestrel)
        {
            builder.WebHost.ConfigureKestrel(server =>
            {
                server.Listen(IPAddress.Loopback, 0, on => on.Protocols = HttpProtocols.Http1);
                server.Listen(IPAddress.Loopback, 0, on => on.Protocols = HttpProtocols.Http2);
            });
        }
        else
        {
            builder.WebHost.UseTestServer();
        }

        builder.Logging.ClearProviders();
        var clock = TestClock.AtNoon();
        directory ??= TestDirectory.Seeded();
        var cache = new CountingCache(
            new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions()))
        );
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<IProfileDirectory>(directory);
        builder.Services.AddSingleton<IDistributedCache>(cache);
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        (authentication ?? AddCookie)(builder.Services);
        builder
            .Services.AddProfileTwoFactor(package =>
            {
                package.ApplicationName = "Heatmap";
                // No deadline decides about a test on a busy machine; the few that are about deadlines shorten it while something hangs.
                package.DependencyTimeout = Patience;
                options?.Invoke(package);
            })
            .AddInMemoryStores();
        services?.Invoke(builder.Services);

        var app = builder.Build();
        try
        {
            if (pipeline is null)
            {
                app.UseRouting();
                app.UseAuthentication();
                app.UseAuthorization();
            }
            else
            {
                pipeline(app);
            }

            app.MapGet("/sign-in/{user}", SignInAsync).AllowAnonymous();
            app.MapProfileTwoFactorApi();
            (map ?? (routes => routes.MapGet("/p/{sid}", ShowAsync).RequireProfileTwoFactor()))(
                app
            );
            await app.StartAsync();
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        return new GateHost(app, clock, directory, cache);
    }

    public static void AddCookie(IServiceCollection services) =>
        services
            .AddAuthentication()
            .AddCookie(cookie => cookie.ExpireTimeSpan = TimeSpan.FromDays(400));

    public static ClaimsPrincipal Principal(string user, string scheme) =>
        new(
            new ClaimsIdentity(
                [new Claim(ClaimTypes.Name, user), new Claim(ClaimTypes.NameIdentifier, user)],
                scheme
            )
        );

    /// <summary>For as long as a dependency hangs: it is given up after a moment, and so is one that is merely slow.</summary>
    public void GiveUpSoon(TimeSpan? after = null) =>
        SetPatience(after ?? TimeSpan.FromMilliseconds(200));

    public void BePatient() => SetPatience(Patience);

    /// <summary>A new browser, signed in as a user, or as no one.</summary>
    public async Task<Browser> BrowserAsync(string? user = null)
    {
        var browser = App.Services.GetRequiredService<IServer>() is TestServer server
            ? new Browser(server, Clock)
            : new Browser(
                new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false },
                Addresses[0],
                Clock
            );
        if (user is not null)
        {
            await browser.SignInAsync(user);
        }

        return browser;
    }

    /// <summary>The Owner's browser after switching the profile on, and her authenticator.</summary>
    public async Task<(Browser Owner, FakeAuthenticator App)> EnableAsync(
        string profile = "acme",
        string owner = "olivia"
    )
    {
        var browser = await BrowserAsync(owner);
        var app = await browser.EnableAsync(profile);
        return (browser, app);
    }

    /// <summary>A member's browser after binding.</summary>
    public async Task<(Browser Member, FakeAuthenticator App)> BindAsync(
        string user,
        string profile = "acme"
    )
    {
        var browser = await BrowserAsync(user);
        var app = await browser.BindAsync(profile);
        return (browser, app);
    }

    // With the context alone, as the package's own endpoints: what binds parameters would be compiled again for each of hundreds of hosts.
    private static Task SignInAsync(HttpContext context)
    {
        var scheme =
            (string?)context.Request.Query["scheme"]
            ?? CookieAuthenticationDefaults.AuthenticationScheme;
        return context.SignInAsync(
            scheme,
            Principal((string)context.GetRouteValue("user")!, scheme)
        );
    }

    private static Task ShowAsync(HttpContext context) =>
        context.Response.WriteAsync($"profile {context.GetRouteValue("sid")}");

    private void SetPatience(TimeSpan patience) =>
        App
            .Services.GetRequiredService<IOptions<ProfileTwoFactorOptions>>()
            .Value.DependencyTimeout = patience;

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
    }
}
