using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProfileTwoFactor;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.Events.Internal;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds audit sinks, the history that reads their events, and handlers of events.</summary>
public static class ProfileTwoFactorAuditBuilderExtensions
{
    /// <summary>Adds an audit sink. You can add several sinks; each receives all events.</summary>
    /// <typeparam name="TSink">The type of the sink. An instance is created for each event, so it can use scoped services such as a DbContext.</typeparam>
    /// <param name="builder">The builder that <c>AddProfileTwoFactor()</c> returned.</param>
    public static ProfileTwoFactorBuilder AddAuditSink<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSink
    >(this ProfileTwoFactorBuilder builder)
        where TSink : class, ITwoFactorAuditSink
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddScoped<TSink>();
        builder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<ITwoFactorEventHandler, AuditSubscriber<TSink>>()
        );
        return builder;
    }

    /// <summary>Calls a handler for each event. You can add several handlers. Each receives all events.</summary>
    /// <typeparam name="THandler">The handler; created for each event in a scope of its own, so it may use scoped services such as a DbContext.</typeparam>
    /// <param name="builder">The builder that <c>AddProfileTwoFactor()</c> returned.</param>
    /// <remarks>Delivery is in process and at most once. See <see cref="ITwoFactorEventHandler"/> for order, deadline, and failures.</remarks>
    public static ProfileTwoFactorBuilder AddEventHandler<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler
    >(this ProfileTwoFactorBuilder builder)
        where THandler : class, ITwoFactorEventHandler
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddScoped<THandler>();
        builder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<ITwoFactorEventHandler, ScopedEventHandler<THandler>>()
        );
        return builder;
    }

    /// <summary>Adds an event history. The account page then shows the events of the person's account.</summary>
    /// <typeparam name="THistory">The type of the history. An instance is created for each page, so it can use scoped services such as a DbContext.</typeparam>
    /// <param name="builder">The builder that <c>AddProfileTwoFactor()</c> returned.</param>
    public static ProfileTwoFactorBuilder AddEventHistory<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THistory
    >(this ProfileTwoFactorBuilder builder)
        where THistory : class, ITwoFactorEventHistory
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddScoped<ITwoFactorEventHistory, THistory>();
        return builder;
    }
}
