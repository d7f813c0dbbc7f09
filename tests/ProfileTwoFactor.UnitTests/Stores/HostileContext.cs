using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ProfileTwoFactor.UnitTests.Stores;

/// <summary>A host whose habits would hide, swallow or misplace the package's rows if the stores followed them.</summary>
public sealed class HostileContext(DbContextOptions<HostileContext> options) : DbContext(options)
{
    public override Task<int> SaveChangesAsync(
        bool acceptAllChangesOnSuccess,
        CancellationToken cancellationToken = default
    ) => Task.FromResult(1);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder
            .Properties<string>()
            .AreUnicode(false)
            .HaveMaxLength(20)
            .HaveConversion<ShoutingConverter>();
        configurationBuilder.Properties<byte[]>().HaveMaxLength(8).HaveConversion<string>();
        configurationBuilder.Properties<long>().HaveConversion<string>();
        configurationBuilder.Properties<bool>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema("app");
        modelBuilder.AddProfileTwoFactor(policyTable: "two {0} \"factor\"", bindingTable: "order");
        modelBuilder.AddProfileTwoFactorHistory(table: "select");
        foreach (var entity in modelBuilder.Model.GetEntityTypes().ToArray())
        {
            // The habit of multi-tenant hosts: every entity is filtered, and gets a column it didn't ask for.
            entity.AddProperty("Tenant", typeof(string));
            var row = Expression.Parameter(entity.ClrType);
            modelBuilder
                .Entity(entity.ClrType)
                .HasQueryFilter(Expression.Lambda(Expression.Constant(false), row));
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName($"select {property.Name}");
            }
        }
    }

    private sealed class ShoutingConverter()
        : ValueConverter<string, string>(
            text => text.Trim().ToUpperInvariant(),
            text => text.Trim()
        );
}
