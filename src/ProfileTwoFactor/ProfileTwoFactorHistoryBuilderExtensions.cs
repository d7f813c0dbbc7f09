using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ProfileTwoFactor;
using ProfileTwoFactor.Audit;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.Internal;
using ProfileTwoFactor.Management.Internal;
using ProfileTwoFactor.Operations.Internal;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Stores.InMemory;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the security history.</summary>
public static class ProfileTwoFactorHistoryBuilderExtensions
{
    /// <summary>Keeps what happens in profiles and accounts, and shows it: to the Owner of a profile in a page and a call, and to users on their account page.</summary>
    /// <remarks>
    /// It requires an <see cref="IHistoryStore"/>: <c>AddEntityFrameworkHistory&lt;TContext&gt;()</c> of <c>ProfileTwoFactor.EntityFrameworkCore</c>,
    /// <see cref="AddInMemoryHistory"/>, or your own. An <see cref="ITwoFactorEventHistory"/> of the app takes the place of this history on the account page.
    /// </remarks>
    /// <param name="builder">The builder that <c>AddProfileTwoFactor()</c> returned.</param>
    /// <param name="configure">Sets how long events are kept.</param>
    public static ProfileTwoFactorBuilder AddSecurityHistory(
        this ProfileTwoFactorBuilder builder,
        Action<SecurityHistoryOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        var options = services.AddOptions<SecurityHistoryOptions>().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<
                IValidateOptions<SecurityHistoryOptions>,
                SecurityHistoryOptionsValidator
            >()
        );
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, HistoryStartCheck>());
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IScopeRecords, HistoryOfScopes>(Create<HistoryOfScopes>)
        );
        services.TryAddSingleton(Create<HistorySink>);
        services.TryAddSingleton<IProfileSecurityHistory>(Create<ProfileSecurityHistory>);
        services.TryAddScoped<ITwoFactorEventHistory, StoredEventHistory>();
        return builder.AddAuditSink<HistorySink>();
    }

    /// <summary>Keeps the history in the memory of this process. Use it for development and tests: it's lost when the process ends.</summary>
    /// <param name="builder">The builder that <c>AddProfileTwoFactor()</c> returned.</param>
    public static ProfileTwoFactorBuilder AddInMemoryHistory(this ProfileTwoFactorBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<IHistoryStore, InMemoryHistoryStore>();
        return builder.AddSecurityHistory();
    }

    // Not by type: the container would report a missing store in its own words, before the start-up check can.
    private static T Create<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T
    >(IServiceProvider provider)
        where T : class => ActivatorUtilities.CreateInstance<T>(provider);
}
