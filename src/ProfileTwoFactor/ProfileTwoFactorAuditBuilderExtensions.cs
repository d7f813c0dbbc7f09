using Microsoft.Extensions.DependencyInjection.Extensions;
using ProfileTwoFactor;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.Events.Internal;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds audit sinks, and the history that reads their events.</summary>
public static class ProfileTwoFactorAuditBuilderExtensions
{
    /// <summary>Adds an audit sink. You can add several sinks; each receives all events.</summary>
    /// <typeparam name="TSink">The type of the sink. An instance is created for each event, so it can use scoped services such as a DbContext.</typeparam>
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

    /// <summary>Adds an event history. The account page then shows the events of the person's account.</summary>
    /// <typeparam name="THistory">The type of the history. An instance is created for each page, so it can use scoped services such as a DbContext.</typeparam>
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
