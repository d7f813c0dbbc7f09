using Microsoft.EntityFrameworkCore;

namespace ProfileTwoFactor.IntegrationTests.SlowDirectories;

/// <summary>An app's context, which its pages and its directories use in the same request.</summary>
public sealed class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    public DbSet<ShopMember> Members => Set<ShopMember>();
}
