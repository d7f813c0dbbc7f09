using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using ProfileTwoFactor;
using ProfileTwoFactor.EntityFrameworkCore.Internal;
using ProfileTwoFactor.Stores;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the security history in a database.</summary>
public static class ProfileTwoFactorEntityFrameworkHistoryBuilderExtensions
{
    /// <summary>Keeps the security history in <typeparamref name="TContext"/>. Its <c>OnModelCreating</c> must call <c>modelBuilder.AddProfileTwoFactorHistory()</c>.</summary>
    /// <typeparam name="TContext">The context, as for <c>AddEntityFrameworkStores</c>. It also needs the tables of <c>AddProfileTwoFactor()</c>.</typeparam>
    /// <param name="builder">The builder that <c>AddProfileTwoFactor()</c> returned.</param>
    /// <param name="configure">Sets how long events are kept.</param>
    public static ProfileTwoFactorBuilder AddEntityFrameworkHistory<TContext>(
        this ProfileTwoFactorBuilder builder,
        Action<SecurityHistoryOptions>? configure = null
    )
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        OwnContextServices.Add<TContext>(builder.Services);
        builder.Services.TryAddSingleton<IHistoryStore, EntityHistoryStore<TContext>>();
        builder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IHostedService, HistoryModelCheck<TContext>>()
        );
        return builder.AddSecurityHistory(configure);
    }
}
