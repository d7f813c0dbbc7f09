using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using ProfileTwoFactor;
using ProfileTwoFactor.EntityFrameworkCore.Internal;
using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.Stores;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Chooses stores that live in the host's own database.</summary>
public static class ProfileTwoFactorEntityFrameworkStoresBuilderExtensions
{
    /// <summary>Keeps policies, bindings and mails to be sent in <typeparamref name="TContext"/>, whose <c>OnModelCreating</c> calls <c>modelBuilder.AddProfileTwoFactor()</c>.</summary>
    /// <remarks>
    /// Each call works in its own scope, context, connection and transaction and sees through query filters: a transaction of the host
    /// that rolls back can't give a used code back. So the context must be able to open a connection of its own; one that is handed an
    /// open <see cref="System.Data.Common.DbConnection"/> is refused.
    /// </remarks>
    /// <typeparam name="TContext">A context of a relational provider, from <c>AddDbContext</c>, <c>AddDbContextPool</c> or <c>AddDbContextFactory</c>.</typeparam>
    /// <param name="builder">The builder that <c>AddProfileTwoFactor()</c> returned.</param>
    public static ProfileTwoFactorBuilder AddEntityFrameworkStores<TContext>(
        this ProfileTwoFactorBuilder builder
    )
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<ProfileTwoFactorOptions>();
        builder.Services.TryAddSingleton<OwnContext<TContext>>();
        builder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IHostedService, ContextStartupCheck<TContext>>()
        );
        builder.Services.TryAddSingleton<EntityNotificationStore<TContext>>();
        builder.Services.TryAddSingleton<INotificationStore>(provider =>
            provider.GetRequiredService<EntityNotificationStore<TContext>>()
        );
        builder.Services.TryAddSingleton<IStoreClock, EntityStoreClock<TContext>>();
        return builder.AddStores<EntityPolicyStore<TContext>, EntitySecretStore<TContext>>();
    }
}
