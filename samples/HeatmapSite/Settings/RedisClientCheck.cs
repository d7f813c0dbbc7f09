using Microsoft.Extensions.Caching.Distributed;

namespace HeatmapSite.Settings;

/// <summary>Refuses the start when Redis is wanted, its client was left out of the build, and nobody brought another cache.</summary>
/// <remarks>Going on in memory would look right on one node and ask members for codes on every other.</remarks>
internal sealed class RedisClientCheck(IDistributedCache cache) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) =>
        cache is MemoryDistributedCache
            ? throw new InvalidOperationException(
                "ConnectionStrings:Redis is set, but this build has no complete Redis client. Start with "
                    + "'dotnet run --project samples/HeatmapSite -p:Redis=true' on a machine whose package feed has "
                    + "Pipelines.Sockets.Unofficial and System.IO.Hashing, or remove the connection string."
            )
            : Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
