using Microsoft.EntityFrameworkCore;

namespace HeatmapSite.Data.Migrations;

/// <summary>The site's context as the migrations for SQLite know it. Only they and the start use it.</summary>
internal sealed class SqliteMigrationContext(DbContextOptions<SqliteMigrationContext> options)
    : HeatmapDbContext(options);
