using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using ProfileSite.Data;
using ProfileTwoFactor;

namespace ProfileSite.Tests;

/// <summary>The site with a database in memory, windows in memory, and a clock that stands still.</summary>
public sealed class SiteFactory : WebApplicationFactory<Program>
{
    private readonly SqliteConnection _keepAlive = new(
        $"Data Source={Guid.NewGuid():n};Mode=Memory;Cache=Shared"
    );

    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.UtcNow);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        // The database lasts as long as this connection.
        _keepAlive.Open();
        builder.UseEnvironment("Development");
        builder.ConfigureTestServices(services =>
        {
            services.RemoveAll<IDbContextOptionsConfiguration<SiteDbContext>>();
            services.AddDbContextFactory<SiteDbContext>(options =>
                options.UseSqlite(_keepAlive.ConnectionString)
            );
            services.RemoveAll<IDistributedCache>();
            services.AddSingleton<IDistributedCache>(
                new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions()))
            );
            services.AddSingleton<TimeProvider>(Clock);
            // A busy build machine must not look like a database that hangs.
            services.Configure<ProfileTwoFactorOptions>(options =>
                options.DependencyTimeout = TimeSpan.FromSeconds(30)
            );
        });
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _keepAlive.Dispose();
    }
}
