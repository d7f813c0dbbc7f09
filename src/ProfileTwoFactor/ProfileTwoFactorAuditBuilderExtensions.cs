using Microsoft.Extensions.DependencyInjection.Extensions;
using ProfileTwoFactor;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.Events.Internal;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds audit sinks, and the history that reads them back.</summary>
public static class ProfileTwoFactorAuditBuilderExtensions
{
    /// <summary>Tells a sink of every event. Several sinks may be added; each hears of everything.</summary>
    /// <typeparam name="TSink">The sink; made anew for each event, so it may use scoped services such as a DbContext.</typeparam>
    /// <param name="builder">The builder that <c>AddProfileTwoFactor()</c> returned.</param>
    public static ProfileTwoFactorBuilder AddAuditSink<TSink>(this ProfileTwoFactorBuilder builder)
        where TSink : class, ITwoFactorAuditSink
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddScoped<TSink>();
        builder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<ITwoFactorEventSubscriber, AuditSubscriber<TSink>>()
        );
        return builder;
    }

    /// <summary>Shows people on their account page what happened to their account, as the host's trail knows it.</summary>
    /// <typeparam name="THistory">The history; made anew for each page, so it may use scoped services such as a DbContext.</typeparam>
    /// <param name="builder">The builder that <c>AddProfileTwoFactor()</c> returned.</param>
    public static ProfileTwoFactorBuilder AddEventHistory<THistory>(
        this ProfileTwoFactorBuilder builder
    )
        where THistory : class, ITwoFactorEventHistory
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddScoped<ITwoFactorEventHistory, THistory>();
        return builder;
    }
}
