using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using ProfileTwoFactor.EntityFrameworkCore;
#if (identity)
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
#endif

namespace ProfileSite.Data;

/// <summary>Users, workspaces and members, beside the tables of ProfileTwoFactor and the keys of Data Protection.</summary>
#if (identity)
public sealed class SiteDbContext(DbContextOptions<SiteDbContext> options)
    : IdentityDbContext<SiteUser>(options),
        IDataProtectionKeyContext
{
#else
public sealed class SiteDbContext(DbContextOptions<SiteDbContext> options)
    : DbContext(options),
        IDataProtectionKeyContext
{
    public DbSet<SiteUser> Users => Set<SiteUser>();
#endif
    public DbSet<Workspace> Workspaces => Set<Workspace>();

    public DbSet<Member> Members => Set<Member>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.AddProfileTwoFactor();
#if (!identity)
        builder.Entity<SiteUser>(user =>
        {
            user.Property(row => row.Email).HasMaxLength(SiteUser.MaxEmail);
            user.Property(row => row.NormalizedEmail).HasMaxLength(SiteUser.MaxEmail);
            user.HasIndex(row => row.NormalizedEmail).IsUnique();
        });
#endif
        builder.Entity<Workspace>(workspace =>
            workspace.Property(row => row.Name).HasMaxLength(Workspace.MaxName)
        );
        builder.Entity<Member>(member =>
        {
            member.HasIndex(row => new { row.WorkspaceId, row.UserId }).IsUnique();
            member.HasOne<Workspace>().WithMany().HasForeignKey(row => row.WorkspaceId);
            member.HasOne(row => row.User).WithMany().HasForeignKey(row => row.UserId);
        });
    }
}
