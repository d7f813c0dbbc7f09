using System.Diagnostics;
using System.Reflection;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProfileTwoFactor.SampleNode;

// The sample builds its host by itself; as the framework's own test host does, we hear of it just before and replace two services.
DiagnosticListener.AllListeners.Subscribe(new HostBuildingObserver(Replace));
typeof(HeatmapSite.Data.HeatmapDbContext).Assembly.EntryPoint!.Invoke(
    obj: null,
    BindingFlags.DoNotWrapExceptions,
    binder: null,
    [args],
    culture: null
);

static void Replace(HostBuilderContext context, IServiceCollection services)
{
    var settings = context.Configuration;
    if (settings["Node:ClockFile"] is { } file)
    {
        services.AddSingleton<TimeProvider>(new OffsetClock(file));
    }

    if (settings.GetConnectionString("Redis") is { Length: > 0 } redis)
    {
        services.RemoveAll<IDistributedCache>();
        services.AddSingleton<IDistributedCache>(provider => new RedisHashCache(
            redis,
            provider.GetRequiredService<TimeProvider>()
        ));
    }
}
