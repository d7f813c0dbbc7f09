using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProfileTwoFactor.EntityFrameworkCore;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Adds the tables of ProfileTwoFactor to the app's context.</summary>
public static class ProfileTwoFactorModelBuilderExtensions
{
    private const int HashLength = 64;
    private const int IdLength = 200;
    private const int StampLength = 100;
    private const int RandomIdLength = 64;

    /// <summary>Adds the tables of ProfileTwoFactor. Call it in <c>OnModelCreating</c>, and then add a migration.</summary>
    /// <remarks>
    /// Keys are hashes in lowercase hex, so ids that differ only by case, trailing blanks, or Unicode form are separate, even if the
    /// database's collation considers them equal, as SQL Server and MySQL do by default.
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
        modelBuilder.Entity<TwoFactorPolicyEntity>(policy =>
        {
            Table(policy, policyTable, schema);
            policy.HasKey(row => row.Key);
            Hash(policy.Property(row => row.Key));
            policy.Property(row => row.ScopeId).HasMaxLength(IdLength);
            policy.Property(row => row.ScopeStamp).HasMaxLength(StampLength);
            policy.Property(row => row.Epoch).HasMaxLength(RandomIdLength);
            policy.Property(row => row.LastEnabledEpoch).HasMaxLength(RandomIdLength);
            policy.Property(row => row.ChangedBy).HasMaxLength(IdLength);
            policy.Property(row => row.RetiredEpochs);
        });
        modelBuilder.Entity<TwoFactorBindingEntity>(binding =>
        {
            Table(binding, bindingTable, schema);
            binding.HasKey(row => row.Key);
            binding.HasIndex(row => new { row.EpochKey, row.Key });
            Hash(binding.Property(row => row.Key));
            Hash(binding.Property(row => row.EpochKey));
            binding.Property(row => row.ScopeId).HasMaxLength(IdLength);
            binding.Property(row => row.ScopeStamp).HasMaxLength(StampLength);
            binding.Property(row => row.Epoch).HasMaxLength(RandomIdLength);
            binding.Property(row => row.MemberId).HasMaxLength(IdLength);
            binding.Property(row => row.MemberStamp).HasMaxLength(StampLength);
            binding.Property(row => row.BindingId).HasMaxLength(RandomIdLength);
            binding.Property(row => row.PendingBindingId).HasMaxLength(RandomIdLength);
            binding.Property(row => row.PendingReplacesBindingId).HasMaxLength(RandomIdLength);
            binding.Property(row => row.PendingOwnerMemberId).HasMaxLength(IdLength);
        });
        AddNotifications(modelBuilder, notificationTable, deliveryTable, schema);
        return modelBuilder;
    }

    private static void AddNotifications(
        ModelBuilder modelBuilder,
        string notificationTable,
        string deliveryTable,
        string? schema
    )
    {
        modelBuilder.Entity<TwoFactorNotificationEntity>(job =>
        {
            Table(job, notificationTable, schema);
            job.HasKey(row => row.Key);
            job.HasIndex(row => new { row.Lane, row.NotBeforeUtcTicks });
            Hash(job.Property(row => row.Key));
            job.Property(row => row.JobId).HasMaxLength(RandomIdLength);
            job.Property(row => row.GroupKey).HasMaxLength(RandomIdLength);
            job.Property(row => row.Payload);
        });
        modelBuilder.Entity<TwoFactorDeliveryEntity>(delivery =>
        {
            Table(delivery, deliveryTable, schema);
            delivery.HasKey(row => row.Key);
            delivery.HasIndex(row => new { row.JobKey, row.Key });
            Hash(delivery.Property(row => row.Key));
            Hash(delivery.Property(row => row.JobKey));
            delivery.Property(row => row.JobId).HasMaxLength(RandomIdLength);
            delivery.Property(row => row.Recipient).HasMaxLength(RandomIdLength);
            delivery.Property(row => row.About).HasMaxLength(RandomIdLength);
        });
    }

    private static void Table<T>(EntityTypeBuilder<T> entity, string table, string? schema)
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
    }

    private static void Hash(PropertyBuilder<string> property) =>
        property.HasMaxLength(HashLength).IsUnicode(false).ValueGeneratedNever();
}
