using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace HeatmapSite.Data.Migrations;

/// <summary>What <c>dotnet ef migrations add</c> uses; it compares models and opens no database.</summary>
internal sealed class SqliteMigrationContextFactory
    : IDesignTimeDbContextFactory<SqliteMigrationContext>
{
    public SqliteMigrationContext CreateDbContext(string[] args) =>
        new(
            new DbContextOptionsBuilder<SqliteMigrationContext>()
                .UseSqlite("Data Source=:memory:")
                .Options
        );
}
