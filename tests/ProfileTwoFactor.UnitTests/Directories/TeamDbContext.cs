using Microsoft.EntityFrameworkCore;

namespace ProfileTwoFactor.UnitTests.Directories;

/// <summary>An app's own tables, in a database that ignores case, and none of the package's.</summary>
public sealed class TeamDbContext(DbContextOptions<TeamDbContext> options) : DbContext(options)
{
    public DbSet<Team> Teams => Set<Team>();

    public DbSet<Seat> Seats => Set<Seat>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.Entity<Team>().HasKey(team => team.Key);
        modelBuilder.Entity<Team>().Property(team => team.Id).UseCollation("NOCASE");
        modelBuilder.Entity<Seat>().HasKey(seat => seat.Key);
        modelBuilder.Entity<Seat>().Property(seat => seat.User).UseCollation("NOCASE");
        modelBuilder.Entity<Seat>().Property(seat => seat.Id).UseCollation("NOCASE");
        modelBuilder.Entity<Seat>().HasQueryFilter(seat => !seat.Left);
    }
}

public sealed record Team(int Key, string Id, string Owner);

public sealed record Seat(int Key, string Id, string Team, string User)
{
    public bool Left { get; init; }

    public string? Stamp { get; init; }
}
