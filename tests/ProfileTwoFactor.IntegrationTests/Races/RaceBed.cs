using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Codes.Internal;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.IntegrationTests.Races;

/// <summary>The engine's bindings over a store, without HTTP in between, so that callers really meet at the store.</summary>
internal sealed class RaceBed : IAsyncDisposable
{
    private readonly string? _file;
    private readonly ServiceProvider _services;

    private RaceBed(ServiceProvider services, FakeTimeProvider clock, string? file)
    {
        _services = services;
        _file = file;
        Clock = clock;
    }

    public FakeTimeProvider Clock { get; }

    public BindingManager Bindings => _services.GetRequiredService<BindingManager>();

    public BindingPreparation Preparation => _services.GetRequiredService<BindingPreparation>();

    public static BindingKey Key { get; } =
        new(TwoFactorScope.Profile("acme"), "epoch", "mark", "");

    public static async Task<RaceBed> StartAsync(string store)
    {
        var clock = TestClock.AtNoon();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton<IHostEnvironment>(
            new HostingEnvironment { EnvironmentName = Environments.Development }
        );
        // Longer than the package's second: what is tested is the rules, not the speed of a busy machine.
        var builder = services.AddProfileTwoFactor(options =>
            options.DependencyTimeout = TimeSpan.FromSeconds(30)
        );
        string? file = null;
        if (store == "sqlite")
        {
            file = Path.Combine(Path.GetTempPath(), $"races-{Guid.NewGuid():N}.db");
            services.AddDbContext<RaceContext>(options => options.UseSqlite($"Data Source={file}"));
            builder.AddEntityFrameworkStores<RaceContext>();
        }
        else
        {
            builder.AddInMemoryStores();
        }

        var bed = new RaceBed(services.BuildServiceProvider(), clock, file);
        if (file is not null)
        {
            await using var scope = bed._services.CreateAsyncScope();
            var database = scope.ServiceProvider.GetRequiredService<RaceContext>().Database;
            await database.EnsureCreatedAsync();
            await database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL");
        }

        return bed;
    }

    /// <summary>Binds the member and moves on, so that the next code is unused.</summary>
    public async Task<FakeAuthenticator> BindAsync()
    {
        var claim = new PendingClaim(new byte[32], "owner");
        var pending = await Preparation.BeginAsync(Key, claim, PendingAim.First());
        var app = new FakeAuthenticator(Base32Text.Encode(pending!.Secret), Clock);
        var bound = await Bindings.ConfirmAsync(Key, claim, app.CurrentCode());
        Assert.Equal(CodeStatus.Accepted, bound.Status);
        Clock.NextStep();
        return app;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_file is not null)
        {
            SqliteConnection.ClearAllPools();
            foreach (var suffix in new[] { "", "-wal", "-shm" })
            {
                File.Delete(_file + suffix);
            }
        }
    }
}
