using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace IdentitySite.Data;

/// <summary>Identity's tables, the workspaces, and the package's tables. The import needs them in one context.</summary>
public sealed class SiteDbContext(DbContextOptions<SiteDbContext> options)
    : IdentityDbContext<SiteUser>(options)
{
    public DbSet<Workspace> Workspaces => Set<Workspace>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.AddProfileTwoFactor();
    }
}
