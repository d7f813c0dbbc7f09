using Microsoft.EntityFrameworkCore;

namespace ProfileTwoFactor.ServerTests.MariaDb;

internal sealed class MariaDbContext(DbContextOptions<MariaDbContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.AddProfileTwoFactor().AddProfileTwoFactorHistory();
}
