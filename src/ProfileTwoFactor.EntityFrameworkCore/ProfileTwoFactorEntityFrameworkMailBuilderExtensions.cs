using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using ProfileTwoFactor;
using ProfileTwoFactor.EntityFrameworkCore.Internal;
using ProfileTwoFactor.Mail;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Chooses the database in which mails wait.</summary>
public static class ProfileTwoFactorEntityFrameworkMailBuilderExtensions
{
    /// <summary>Keeps mails to be sent in <typeparamref name="TContext"/> instead of the context of the other stores.</summary>
    /// <remarks>
    /// For hosts with a database for each tenant: the queue is read outside requests, where no tenant is known, so it needs one database
    /// that all tenants share. The context must not depend on the tenant. Its <c>OnModelCreating</c> calls
    /// <c>modelBuilder.AddProfileTwoFactor()</c>; the tables of policies and bindings stay empty there. Nodes share the queue by the
    /// clock of this database.
    /// </remarks>
    /// <typeparam name="TContext">A context of a relational provider, from <c>AddDbContext</c>, <c>AddDbContextPool</c> or <c>AddDbContextFactory</c>.</typeparam>
    /// <param name="builder">The builder that <c>AddMail(…)</c> hands out.</param>
    public static ProfileTwoFactorMailBuilder UseEntityFrameworkStore<TContext>(
        this ProfileTwoFactorMailBuilder builder
    )
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<ProfileTwoFactorOptions>();
        builder.Services.TryAddSingleton<OwnContext<TContext>>();
        builder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IHostedService, ContextStartupCheck<TContext>>()
        );
        return builder.UseStore<EntityNotificationStore<TContext>>();
    }
}
