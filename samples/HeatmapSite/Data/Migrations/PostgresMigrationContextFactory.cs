using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace HeatmapSite.Data.Migrations;

/// <summary>What <c>dotnet ef migrations add</c> uses; it compares models and opens no database.</summary>
internal sealed class PostgresMigrationContextFactory
    : IDesignTimeDbContextFactory<PostgresMigrationContext>
{
    public PostgresMigrationContext CreateDbContext(string[] args) =>
        new(
            new DbContextOptionsBuilder<PostgresMigrationContext>()
                .UseNpgsql("Host=localhost")
                .Options
        );
}
