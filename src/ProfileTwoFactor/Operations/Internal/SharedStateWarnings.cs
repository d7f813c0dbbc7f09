using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Operations.Internal;

/// <summary>Says once, at a start outside Development, what only this node has. Nothing is refused: one node alone may be all there is.</summary>
internal sealed class SharedStateWarnings(
    IServiceProvider services,
    IHostEnvironment environment,
    IOptions<KeyManagementOptions> keys,
    IOptions<ProfileTwoFactorOptions> options,
    ILogger<SharedStateWarnings> logger
) : LifecycleService
{
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (environment.IsDevelopment() || options.Value.SingleNode)
        {
            return Task.CompletedTask;
        }

        if (services.GetService<IDistributedCache>() is MemoryDistributedCache)
        {
            SharedStateLog.CacheInProcess(logger);
        }

        var place = keys.Value.XmlRepository switch
        {
            null => "the default location on this machine",
            FileSystemXmlRepository files => $"the folder {files.Directory.FullName}",
            { } other when other.GetType().Assembly == typeof(FileSystemXmlRepository).Assembly =>
                "the memory or the registry of this machine",
            _ => null,
        };
        if (place is not null && !options.Value.KeyRingIsShared)
        {
            SharedStateLog.KeysNotShared(logger, place);
        }

        return Task.CompletedTask;
    }
}
