using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProfileTwoFactor.EntityFrameworkCore;
using ProfileTwoFactor.EntityFrameworkCore.Internal;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Adds the tables of ProfileTwoFactor to the app's context.</summary>
public static class ProfileTwoFactorModelBuilderExtensions
{
    /// <summary>Adds the tables of ProfileTwoFactor. Call it in <c>OnModelCreating</c>, and then add a migration.</summary>
    /// <remarks>
    /// Keys are hashes in lowercase hex, so ids that differ only by case, trailing blanks, or Unicode form are separate, even if the
    /// database's collation considers them equal, as SQL Server and MySQL do by default. Lengths, types, and conversions of the columns
    /// are the package's own, whatever <c>ConfigureConventions</c> says about properties and types. A convention that runs when the model is
    /// finalized comes later and must skip the entities of this package's assembly. Call this method after code that changes all entities of the
    /// model: the app doesn't start if the columns were changed so that they can't keep what is written.
    /// </remarks>
    /// <param name="modelBuilder">The model builder of the app's context.</param>
    /// <param name="policyTable">The name of the policy table. The default is <c>TwoFactorPolicies</c>.</param>
    /// <param name="bindingTable">The name of the binding table. The default is <c>TwoFactorBindings</c>.</param>
    /// <param name="notificationTable">The name of the table for queued mails. The default is <c>TwoFactorNotifications</c>.</param>
    /// <param name="deliveryTable">The name of the table for the recipients of mails to all members. The default is <c>TwoFactorDeliveries</c>.</param>
    /// <param name="schema">The schema of all tables. The default is null: the context's default schema.</param>
    public static ModelBuilder AddProfileTwoFactor(
        this ModelBuilder modelBuilder,
        string policyTable = "TwoFactorPolicies",
        string bindingTable = "TwoFactorBindings",
        string notificationTable = "TwoFactorNotifications",
        string deliveryTable = "TwoFactorDeliveries",
        string? schema = null
    )
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        ArgumentException.ThrowIfNullOrEmpty(policyTable);
        ArgumentException.ThrowIfNullOrEmpty(bindingTable);
        ArgumentException.ThrowIfNullOrEmpty(notificationTable);
        ArgumentException.ThrowIfNullOrEmpty(deliveryTable);
        Add(modelBuilder.Entity<TwoFactorPolicyEntity>(), policyTable, schema);
        modelBuilder.Entity<TwoFactorBindingEntity>(binding =>
        {
            Add(binding, bindingTable, schema);
            binding.HasIndex(row => new { row.EpochKey, row.Key });
        });
        modelBuilder.Entity<TwoFactorNotificationEntity>(job =>
        {
            Add(job, notificationTable, schema);
            job.HasIndex(row => new { row.Lane, row.NotBeforeUtcTicks });
        });
        modelBuilder.Entity<TwoFactorDeliveryEntity>(delivery =>
        {
            Add(delivery, deliveryTable, schema);
            delivery.HasIndex(row => new { row.JobKey, row.Key });
        });
        return modelBuilder;
    }

    internal static void Add<T>(EntityTypeBuilder<T> entity, string table, string? schema)
        where T : class
    {
        if (schema is null)
        {
            entity.ToTable(table);
        }
        else
        {
            entity.ToTable(table, schema);
        }

        foreach (var shape in PackageColumns.ByEntity[typeof(T)])
        {
            shape.Apply(
                entity
                    .Property(typeof(T).GetProperty(shape.Name)!.PropertyType, shape.Name)
                    .Metadata
            );
        }

        entity.HasKey(RowStatement.KeyProperty);
        entity.Property(RowStatement.KeyProperty).ValueGeneratedNever();
    }
}
