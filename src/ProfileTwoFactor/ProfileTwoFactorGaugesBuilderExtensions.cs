using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ProfileTwoFactor;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.Internal;
using ProfileTwoFactor.Operations.Internal;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds gauges for operators.</summary>
public static class ProfileTwoFactorGaugesBuilderExtensions
{
    /// <summary>Adds gauges to the package's meter: profiles by state, members bound and not bound, and the last verification.</summary>
    /// <remarks>
    /// The store and the directory are read in the background, only while a listener such as OpenTelemetry collects the meter, and at most
    /// once in each <see cref="TwoFactorGaugeOptions.Interval"/>. Each node reads for itself and shows the same values, so take the maximum and not
    /// the sum. In apps with a <see cref="ProfileTwoFactorOptions.TenantResolver"/>, only the last verification on the node has a value.
    /// </remarks>
    /// <param name="builder">The builder that <c>AddProfileTwoFactor()</c> returned.</param>
    /// <param name="configure">Sets the interval, and up to how many profiles members are counted.</param>
    public static ProfileTwoFactorBuilder AddGauges(
        this ProfileTwoFactorBuilder builder,
        Action<TwoFactorGaugeOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        var options = services.AddOptions<TwoFactorGaugeOptions>().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        if (services.Any(service => service.ServiceType == typeof(TwoFactorGauges)))
        {
            return builder;
        }

        services.AddSingleton<
            IValidateOptions<TwoFactorGaugeOptions>,
            TwoFactorGaugeOptionsValidator
        >();
        services.AddSingleton<GaugeCount>();
        services.AddSingleton<TwoFactorGauges>();
        services.AddHostedService(provider => provider.GetRequiredService<TwoFactorGauges>());
        services.AddSingleton<ITwoFactorEventHandler>(provider =>
            provider.GetRequiredService<TwoFactorGauges>()
        );
        return builder;
    }
}
