using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ProfileTwoFactor;
using ProfileTwoFactor.Audit;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.Events.Internal;
using ProfileTwoFactor.Internal;

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

    /// <summary>Appends each event to a file, as one JSON object on a line of its own (NDJSON).</summary>
    /// <remarks>The event is on the disk before the call that caused it is answered. A second call configures the same file.</remarks>
    /// <param name="builder">The builder that <c>AddProfileTwoFactor()</c> returned.</param>
    /// <param name="configure">Sets the path, and the size at which a new file begins.</param>
    public static ProfileTwoFactorBuilder AddAuditFile(
        this ProfileTwoFactorBuilder builder,
        Action<AuditFileOptions> configure
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptions<AuditFileOptions>().Configure(configure).ValidateOnStart();
        builder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<
                IValidateOptions<AuditFileOptions>,
                AuditFileOptionsValidator
            >()
        );
        builder.Services.TryAddSingleton<AuditFileSink>();
        builder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IHostedService, AuditStartCheck>()
        );
        return builder.AddAuditSink<AuditFileSink>();
    }

    /// <summary>Posts each event as signed JSON to an address, at least once.</summary>
    /// <remarks>
    /// Events wait in a folder until the receiver has accepted them, also while the app restarts. Requests are made with the client
    /// <see cref="ProfileTwoFactorDefaults.AuditWebhookClient"/> of <see cref="IHttpClientFactory"/>. A second call configures the same webhook.
    /// </remarks>
    /// <param name="builder">The builder that <c>AddProfileTwoFactor()</c> returned.</param>
    /// <param name="configure">Sets the address, the key, and the folder.</param>
    public static ProfileTwoFactorBuilder AddAuditWebhook(
        this ProfileTwoFactorBuilder builder,
        Action<AuditWebhookOptions> configure
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var services = builder.Services;
        services.AddOptions<AuditWebhookOptions>().Configure(configure).ValidateOnStart();
        if (services.Any(service => service.ServiceType == typeof(AuditSpool)))
        {
            return builder;
        }

        services.AddSingleton<
            IValidateOptions<AuditWebhookOptions>,
            AuditWebhookOptionsValidator
        >();
        services.AddSingleton<AuditSpool>();
        services.AddSingleton<WebhookPoster>();
        services.AddSingleton<AuditWebhookWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<AuditWebhookWorker>());
        services.TryAddSingleton<AuditWebhookSink>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, AuditStartCheck>());
        services
            .AddHttpClient(ProfileTwoFactorDefaults.AuditWebhookClient)
            // Its messages contain the whole address, which may hold a token of the receiver's.
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() =>
                new SocketsHttpHandler
                {
                    // A redirect would carry a person's event, with its signature, to another address.
                    AllowAutoRedirect = false,
                    UseCookies = false,
                }
            );
        return builder.AddAuditSink<AuditWebhookSink>();
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
        var packages = builder.Services.FirstOrDefault(service =>
            service.ImplementationType == typeof(StoredEventHistory)
        );
        if (packages is not null)
        {
            // The app's own takes its place, in whichever order they are added.
            builder.Services.Remove(packages);
        }

        builder.Services.TryAddScoped<ITwoFactorEventHistory, THistory>();
        return builder;
    }
}
