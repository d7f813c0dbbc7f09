using Microsoft.EntityFrameworkCore;

namespace ProfileSite.Data;

/// <summary>Prepares the database at start.</summary>
public static class SiteDatabase
{
    /// <summary>
    /// Applies the migrations. While the project has none, the tables are created in Development; elsewhere the site doesn't start,
    /// because a database without migrations can't follow the next version of the model.
    /// </summary>
    public static async Task PrepareDatabaseAsync(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<SiteDbContext>().Database;
        if (database.GetMigrations().Any())
        {
            await database.MigrateAsync();
        }
        else if (app.Environment.IsDevelopment())
        {
            await database.EnsureCreatedAsync();
        }
        else
        {
            throw new InvalidOperationException(
                "The project has no migrations. Run 'dotnet ef migrations add Initial --project src/ProfileSite', and publish again."
            );
        }
    }
}
