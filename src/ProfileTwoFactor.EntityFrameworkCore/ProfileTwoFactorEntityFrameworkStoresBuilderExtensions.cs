using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProfileTwoFactor;
using ProfileTwoFactor.EntityFrameworkCore.Internal;
using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.Stores;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds stores in the app's database.</summary>
public static class ProfileTwoFactorEntityFrameworkStoresBuilderExtensions
{
    /// <summary>Stores policies, bindings, and queued mails in <typeparamref name="TContext"/>. Its <c>OnModelCreating</c> must call <c>modelBuilder.AddProfileTwoFactor()</c>.</summary>
    /// <remarks>
    /// Each call uses a separate service scope, context, connection, and transaction, and ignores query filters, so that a transaction of the app
    /// that rolls back can't make a used code valid again. The context must be able to open a separate connection; a context with an
    /// open <see cref="System.Data.Common.DbConnection"/> is refused.
    /// </remarks>
    /// <typeparam name="TContext">The context. It must use a relational provider, and be registered with <c>AddDbContext</c>, <c>AddDbContextPool</c>, or <c>AddDbContextFactory</c>.</typeparam>
    /// <param name="builder">The builder that <c>AddProfileTwoFactor()</c> returned.</param>
    public static ProfileTwoFactorBuilder AddEntityFrameworkStores<TContext>(
        this ProfileTwoFactorBuilder builder
    )
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        OwnContextServices.Add<TContext>(builder.Services);
        builder.Services.TryAddSingleton<EntityNotificationStore<TContext>>();
        builder.Services.TryAddSingleton<INotificationStore>(provider =>
            provider.GetRequiredService<EntityNotificationStore<TContext>>()
        );
        builder.Services.TryAddSingleton<IPolicyBindingStore, EntityPolicyBindingStore<TContext>>();
        builder.Services.TryAddSingleton<IImportStore, EntityImportStore<TContext>>();
        builder.Services.TryAddSingleton<IStoreClock, EntityStoreClock<TContext>>();
        return builder.AddStores<EntityPolicyStore<TContext>, EntitySecretStore<TContext>>();
    }
}
