using System.Data;
using Microsoft.EntityFrameworkCore;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

internal static class ContextRules
{
    public static void ThrowIfUnusable(DbContext context)
    {
        var name = context.GetType().Name;
        if (!context.Database.IsRelational())
        {
            throw new InvalidOperationException(
                $"ProfileTwoFactor's stores require a relational provider, but {name} uses {context.Database.ProviderName}, which can't compare "
                    + "and swap in one statement. Use SQLite in tests, or AddInMemoryStores()."
            );
        }

        if (
            context.Model.FindEntityType(typeof(TwoFactorPolicyEntity)) is null
            || context.Model.FindEntityType(typeof(TwoFactorBindingEntity)) is null
            || context.Model.FindEntityType(typeof(TwoFactorNotificationEntity)) is null
            || context.Model.FindEntityType(typeof(TwoFactorDeliveryEntity)) is null
        )
        {
            throw new InvalidOperationException(
                $"{name} has no tables for ProfileTwoFactor. Call modelBuilder.AddProfileTwoFactor() in {name}.OnModelCreating, and then add a migration."
            );
        }

        // A connection that is open before we opened it belongs to other code, and so does its transaction: a write answered as
        // durable could still be rolled back.
        if (context.Database.GetDbConnection().State != ConnectionState.Closed)
        {
            throw new InvalidOperationException(
                $"ProfileTwoFactor's stores require a separate connection, but the connection of {name} is already open. Configure the context with a "
                    + "connection string instead of a shared DbConnection, and with a scoped lifetime (for SQLite in memory: "
                    + "'Data Source=name;Mode=Memory;Cache=Shared')."
            );
        }
    }
}
