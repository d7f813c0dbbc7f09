using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Options;
using Npgsql;
using ProfileTwoFactor.Backplane;
using ProfileTwoFactor.SampleNode.Faults;
using ProfileTwoFactor.SampleNode.Planted;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.SampleNode;

/// <summary>What a node has in place of the sample's services, as its settings under <c>Node</c> say.</summary>
internal static class NodeServices
{
    public static void Replace(IConfiguration settings, IServiceCollection services)
    {
        services.AddTransient<IStartupFilter, UngatedTwin>();
        services.AddTransient<IStartupFilter, NodeHeap>();
        if (settings["Node:LogFile"] is { } logFile)
        {
            services.AddLogging(logging =>
                logging.ClearProviders().AddProvider(new FileLog(logFile))
            );
        }

        if (settings["Node:ClockFile"] is { } file)
        {
            services.AddSingleton<TimeProvider>(new OffsetClock(new LiveSetting(file)));
            if (!settings.GetValue("Node:ComparesClocks", false))
            {
                // The tests move this clock by days, and the database's stays where it is.
                services.PostConfigure<ProfileTwoFactorOptions>(options =>
                    options.ToleratedClockSkew = Timeout.InfiniteTimeSpan
                );
            }
        }

        if (settings["Node:FaultFile"] is { } faultFile)
        {
            Fail(services, new NodeFaults(new LiveSetting(faultFile)));
        }

        // Around what fails, as the package is.
        if (settings["Node:PlantedFault"] is { } planted)
        {
            PlantedFaults.Plant(planted, services);
        }

        if (settings["Node:DependencyTimeout"] is { } timeout)
        {
            services.PostConfigure<ProfileTwoFactorOptions>(options =>
                options.DependencyTimeout = TimeSpan.Parse(timeout, CultureInfo.InvariantCulture)
            );
        }

        if (settings["Node:PatienceFile"] is { } patience)
        {
            services.AddSingleton<IOptions<ProfileTwoFactorOptions>>(provider => new PatientOptions(
                provider
                    .GetRequiredService<IOptionsFactory<ProfileTwoFactorOptions>>()
                    .Create(Options.DefaultName),
                new LiveSetting(patience)
            ));
        }

        if (settings.GetValue("Node:LosesMessages", false))
        {
            services.AddSingleton<IChangeBackplane, LossyBackplane>();
        }

        if (settings.GetValue("Node:PostgresBackplane", false))
        {
            services.AddSingleton(
                NpgsqlDataSource.Create(
                    settings["ConnectionStrings:Database"]
                        + ";Keepalive=5;Application Name=backplane"
                )
            );
            services.AddSingleton<IChangeBackplane, Shop.PostgresBackplane>();
        }

        if (settings["Node:DeathFile"] is { } deathFile)
        {
            var death = new Death(deathFile);
            services.Wrap<IPolicyStore>(inner => new MortalPolicyStore(inner, death));
            services.Wrap<ISecretStore>(inner => new MortalSecretStore(inner, death));
        }

        if (settings.GetValue("Node:TrustsPathBase", false))
        {
            services.PostConfigure<ForwardedHeadersOptions>(options =>
                options.ForwardedHeaders |= ForwardedHeaders.XForwardedPrefix
            );
        }

        if (settings.GetValue("Node:CheapPasswords", false))
        {
            // People sign in many times, and what is tested is what comes after.
            services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1);
        }
    }

    private static void Fail(IServiceCollection services, NodeFaults faults)
    {
        services.Wrap<TimeProvider>(inner => new SkewedClock(inner, faults));
        services.Wrap<IProfileDirectory>(inner => new FaultyDirectory(inner, faults));
        services.Wrap<IPolicyStore>(inner => new FaultyPolicyStore(inner, faults));
        services.Wrap<ISecretStore>(inner => new FaultySecretStore(inner, faults));
        services.Wrap<IPolicyBindingStore>(inner => new FaultyPolicyBindingStore(inner, faults));
        services.Wrap<IDistributedCache>(inner => new FaultyCache(inner, faults));
        services.Wrap<IDataProtectionProvider>(inner => new FaultyKeyRing(inner, faults));
    }
}
