using Microsoft.EntityFrameworkCore;

namespace ProfileTwoFactor.IntegrationTests.Races;

internal sealed class RaceContext(DbContextOptions<RaceContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.AddProfileTwoFactor();
}
