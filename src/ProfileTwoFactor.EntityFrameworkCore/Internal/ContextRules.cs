using System.Data;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

internal static class ContextRules
{
    /// <summary>Providers translate the same query in different ways. These are tested, SQL Server's by the text of its statements.</summary>
    public static IReadOnlyList<string?> TestedProviders { get; } =
    [
        "Microsoft.EntityFrameworkCore.Sqlite",
        "Npgsql.EntityFrameworkCore.PostgreSQL",
        "MySql.EntityFrameworkCore",
        "Microsoft.EntityFrameworkCore.SqlServer",
    ];

    /// <summary>The models that were checked: there are some hundred facets, and each use of a context comes here.</summary>
    private static readonly ConditionalWeakTable<IModel, object> Sound = [];

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

        ThrowIfChanged(context, name);

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

    private static void ThrowIfChanged(DbContext context, string name)
    {
        if (Sound.TryGetValue(context.Model, out _))
        {
            return;
        }

        var faults = new ColumnFaults(context).Find().ToList();
        if (faults.Count > 0)
        {
            throw new InvalidOperationException(
                $"{name} changes columns of ProfileTwoFactor so that they can't keep what is written: {string.Join("; ", faults)}. "
                    + $"In {name}.OnModelCreating, call modelBuilder.AddProfileTwoFactor() after the code that changes all entities, and then add a migration. "
                    + "A convention that runs when the model is finalized must skip the entities of the assembly ProfileTwoFactor.EntityFrameworkCore."
            );
        }

        Sound.AddOrUpdate(context.Model, Sound);
    }
}
