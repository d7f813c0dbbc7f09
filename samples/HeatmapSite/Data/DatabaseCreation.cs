using System.Data.Common;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace HeatmapSite.Data;

/// <summary>Creates or upgrades the database before the first request. A site with several teams would run its migrations when it is deployed.</summary>
internal sealed class DatabaseCreation(
    IServiceScopeFactory scopes,
    DatabaseUpgrade upgrade,
    IHostEnvironment environment,
    IConfiguration configuration,
    TimeProvider time
) : IHostedService
{
    private const int Attempts = 5;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await CreateAsync(cancellationToken);
                return;
            }
            catch (Exception error)
                when (error is DbException or DbUpdateException && attempt < Attempts)
            {
                // Another node creates or upgrades the same database at this moment; what it has finished is found at the next attempt.
                await Task.Delay(TimeSpan.FromMilliseconds(200 * attempt), time, cancellationToken);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        await upgrade.RunAsync(cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<HeatmapDbContext>();
        if (database.Database.IsSqlite())
        {
            // Readers must not wait for the writer that counts a wrong code. The mode stays with the file.
            await database.Database.ExecuteSqlRawAsync(
                "PRAGMA journal_mode = WAL;",
                cancellationToken
            );
        }

        // The demo accounts have a published password: they never appear unasked outside Development.
        if (environment.IsDevelopment() || configuration.GetValue("Seed:Demo", false))
        {
            var hasher = scope.ServiceProvider.GetRequiredService<IPasswordHasher<Person>>();
            await DemoData.AddAsync(database, hasher, time, cancellationToken);
        }
    }
}
