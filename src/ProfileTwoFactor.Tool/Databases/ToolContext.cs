using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace ProfileTwoFactor.Tool.Databases;

/// <summary>The package's tables in the app's database, and the table of its keys.</summary>
internal sealed class ToolContext(DbContextOptions<ToolContext> options, TableNames tables)
    : DbContext(options),
        IDataProtectionKeyContext
{
    public TableNames Tables { get; } = tables;

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder
            .AddProfileTwoFactor(
                Tables.Policies,
                Tables.Bindings,
                Tables.Notifications,
                Tables.Deliveries,
                Tables.Schema
            )
            .AddProfileTwoFactorHistory(Tables.History, Tables.HistorySchema ?? Tables.Schema);
        modelBuilder
            .Entity<DataProtectionKey>()
            .ToTable(Tables.Keys, Tables.KeySchema ?? Tables.Schema);
    }
}
