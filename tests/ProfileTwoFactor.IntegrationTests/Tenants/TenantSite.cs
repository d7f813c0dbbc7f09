using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.LiveConnections.Support;
using ProfileTwoFactor.IntegrationTests.Races;
using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Stores.Internal;

namespace ProfileTwoFactor.IntegrationTests.Tenants;

/// <summary>A host with a SQLite file for each tenant and another one outside requests, the same profiles and members in all of them.</summary>
internal sealed class TenantSite : IAsyncDisposable
{
    private const string Outside = "outside";

    /// <summary>What the middleware sets.</summary>
    public static readonly AsyncLocal<string?> Ambient = new();

    private readonly string _folder;

    private TenantSite(GateHost host, string folder)
    {
        Host = host;
        _folder = folder;
    }

    public GateHost Host { get; }

    public static async Task<TenantSite> StartAsync(
        Tenancy tenancy,
        Action<ProfileTwoFactorOptions>? options = null,
        Action<IServiceCollection>? services = null
    )
    {
        var folder = Directory.CreateTempSubdirectory("tenants-").FullName;
        foreach (var tenant in new[] { Outside, "localhost", "one.test", "two.test" })
        {
            await CreateAsync(folder, tenant);
        }

        var host = await LiveHosts.StartAsync(
            package =>
            {
                // What is tested is which database is asked, not how fast a busy machine is.
                package.DependencyTimeout = TimeSpan.FromSeconds(30);
                options?.Invoke(package);
            },
            services: all =>
            {
                RemoveStores(all);
                all.AddHttpContextAccessor();
                all.AddSingleton<IStartupFilter>(new AmbientTenant());
                all.AddDbContext<RaceContext>(
                    (provider, context) =>
                        context.UseSqlite(Connection(folder, TenantOf(provider) ?? Outside))
                );
                new ProfileTwoFactorBuilder(all).AddEntityFrameworkStores<RaceContext>();
                services?.Invoke(all);
            }
        );
        return new TenantSite(host, folder);

        string? TenantOf(IServiceProvider provider)
        {
            var request = provider.GetRequiredService<IHttpContextAccessor>().HttpContext;
            return tenancy switch
            {
                Tenancy.Ambient => Ambient.Value,
                Tenancy.Accessor => provider.GetRequiredService<ITwoFactorTenantAccessor>().Tenant
                    ?? request?.Request.Host.Host,
                _ => request?.Request.Host.Host,
            };
        }
    }

    /// <summary>A browser at a tenant's address, signed in.</summary>
    public async Task<Browser> BrowserAsync(string tenant, string user)
    {
        var browser = new Browser(
            Host.Server.CreateHandler(),
            new Uri($"https://{tenant}/"),
            Host.Clock
        );
        await browser.SignInAsync(user);
        return browser;
    }

    /// <summary>A tenant's rows, past the package.</summary>
    public RaceContext Open(string tenant) =>
        new(
            new DbContextOptionsBuilder<RaceContext>()
                .UseSqlite(Connection(_folder, tenant))
                .Options
        );

    /// <summary>Takes a database's tables away, so that every call to it fails.</summary>
    public void Remove(string tenant)
    {
        using var context = Open(tenant);
        context.Database.EnsureDeleted();
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Connection(string folder, string tenant) =>
        $"Data Source={Path.Combine(folder, tenant)}.db";

    private static async Task CreateAsync(string folder, string tenant)
    {
        await using var context = new RaceContext(
            new DbContextOptionsBuilder<RaceContext>().UseSqlite(Connection(folder, tenant)).Options
        );
        await context.Database.EnsureCreatedAsync();
    }

    private static void RemoveStores(IServiceCollection services)
    {
        services.RemoveAll<StoreChoice>();
        services.RemoveAll<IPolicyStore>();
        services.RemoveAll<ISecretStore>();
        services.RemoveAll<INotificationStore>();
    }

    private sealed class AmbientTenant : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    async (context, rest) =>
                    {
                        Ambient.Value = context.Request.Host.Host;
                        await rest(context);
                    }
                );
                next(app);
            };
    }
}
