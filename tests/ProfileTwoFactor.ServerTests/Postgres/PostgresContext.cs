using Microsoft.EntityFrameworkCore;

namespace ProfileTwoFactor.ServerTests.Postgres;

internal sealed class PostgresContext(DbContextOptions<PostgresContext> options)
    : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.AddProfileTwoFactor().AddProfileTwoFactorHistory();
}
