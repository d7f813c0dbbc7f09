using Microsoft.EntityFrameworkCore;
using ProfileTwoFactor.EntityFrameworkCore.Internal;
using ProfileTwoFactor.Mail;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the mail queue in a database.</summary>
public static class ProfileTwoFactorEntityFrameworkMailBuilderExtensions
{
    /// <summary>Stores queued mails in <typeparamref name="TContext"/> instead of the context of the other stores.</summary>
    /// <remarks>
    /// Use it in apps with a database for each tenant: the queue is read outside requests, where no tenant is known, so it requires one database
    /// that all tenants share. The context must not depend on the tenant. Its <c>OnModelCreating</c> must call
    /// <c>modelBuilder.AddProfileTwoFactor()</c>. Its tables of policies and bindings stay empty. Nodes share the queue by the
    /// clock of this database.
    /// </remarks>
    /// <typeparam name="TContext">The context. It must use a relational provider, and be registered with <c>AddDbContext</c>, <c>AddDbContextPool</c>, or <c>AddDbContextFactory</c>.</typeparam>
    /// <param name="builder">The builder that <c>AddMail(…)</c> passes to its callback.</param>
    public static ProfileTwoFactorMailBuilder UseEntityFrameworkStore<TContext>(
        this ProfileTwoFactorMailBuilder builder
    )
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        OwnContextServices.Add<TContext>(builder.Services);
        return builder.UseStore<EntityNotificationStore<TContext>>();
    }
}
