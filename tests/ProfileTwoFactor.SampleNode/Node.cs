using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProfileTwoFactor;
using ProfileTwoFactor.SampleNode;

// The sample builds its host by itself; as the framework's own test host does, we hear of it just before and replace what tests need otherwise.
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
    services.AddTransient<IStartupFilter, UngatedTwin>();
    if (settings["Node:ClockFile"] is { } file)
    {
        services.AddSingleton<TimeProvider>(new OffsetClock(file));
        if (!settings.GetValue("Node:ComparesClocks", false))
        {
            // The tests move this clock by days, and the database's stays where it is.
            services.PostConfigure<ProfileTwoFactorOptions>(options =>
                options.ToleratedClockSkew = Timeout.InfiniteTimeSpan
            );
        }
    }

    if (settings["Node:DependencyTimeout"] is { } timeout)
    {
        services.PostConfigure<ProfileTwoFactorOptions>(options =>
            options.DependencyTimeout = TimeSpan.Parse(timeout, CultureInfo.InvariantCulture)
        );
    }

    if (settings["Node:DeathFile"] is { } deathFile)
    {
        var death = new Death(deathFile);
        Wrap<IPolicyStore>(services, inner => new MortalPolicyStore(inner, death));
        Wrap<ISecretStore>(services, inner => new MortalSecretStore(inner, death));
    }

    if (settings.GetValue("Node:CheapPasswords", false))
    {
        // A thousand people sign in to be measured afterwards, and what is measured is not this.
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1);
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

static void Wrap<T>(IServiceCollection services, Func<T, T> wrap)
    where T : class
{
    var own = services.Single(service => service.ServiceType == typeof(T));
    services.Remove(own);
    services.AddSingleton(provider => wrap((T)own.ImplementationFactory!(provider)));
}
