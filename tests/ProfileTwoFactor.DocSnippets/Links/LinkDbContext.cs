using Microsoft.EntityFrameworkCore;

namespace Shop;

internal sealed class LinkDbContext(DbContextOptions<LinkDbContext> options) : DbContext(options)
{
    public DbSet<ReportLink> Links => Set<ReportLink>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.Entity<ReportLink>().HasKey(link => link.Token);
}
