using Microsoft.EntityFrameworkCore;

namespace Shop;

internal sealed class AccountDbContext(DbContextOptions<AccountDbContext> options)
    : DbContext(options)
{
    public DbSet<ShopUser> Users => Set<ShopUser>();

    public DbSet<AuditRow> Audit => Set<AuditRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddProfileTwoFactor();
    }
}
