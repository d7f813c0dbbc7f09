using Microsoft.EntityFrameworkCore;

namespace ProfileTwoFactor.UnitTests.Stores;

/// <summary>A well-behaved host's context with a table of its own.</summary>
public class HostContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<HostRow> HostRows => Set<HostRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.AddProfileTwoFactor().AddProfileTwoFactorHistory();
}
