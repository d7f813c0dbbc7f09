using Microsoft.EntityFrameworkCore;

namespace HeatmapSite.Data.Migrations;

/// <summary>The site's context as the migrations for PostgreSQL know it. Only they and the start use it.</summary>
internal sealed class PostgresMigrationContext(DbContextOptions<PostgresMigrationContext> options)
    : HeatmapDbContext(options);
