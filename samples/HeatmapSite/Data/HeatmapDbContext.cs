using HeatmapSite.Audit;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace HeatmapSite.Data;

/// <summary>Everything the site stores, and the package's policies and bindings beside it.</summary>
public class HeatmapDbContext : DbContext, IDataProtectionKeyContext
{
    public HeatmapDbContext(DbContextOptions<HeatmapDbContext> options)
        : base(options) { }

    /// <summary>For the contexts that hold the migrations of one database each.</summary>
    protected HeatmapDbContext(DbContextOptions options)
        : base(options) { }

    /// <summary>The site's keys, when several nodes share them.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    public DbSet<Person> People => Set<Person>();

    public DbSet<SiteProfile> Profiles => Set<SiteProfile>();

    public DbSet<Membership> Memberships => Set<Membership>();

    public DbSet<Heatmap> Heatmaps => Set<Heatmap>();

    public DbSet<Invitation> Invitations => Set<Invitation>();

    public DbSet<EmailChange> EmailChanges => Set<EmailChange>();

    public DbSet<EmailChangeMailing> EmailChangeMailings => Set<EmailChangeMailing>();

    public DbSet<HeatmapLink> HeatmapLinks => Set<HeatmapLink>();

    public DbSet<ClickSpot> ClickSpots => Set<ClickSpot>();

    public DbSet<SecurityEvent> SecurityEvents => Set<SecurityEvent>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddProfileTwoFactor().AddProfileTwoFactorHistory();
        modelBuilder.ApplyConfiguration(new SecurityEventConfiguration());

        modelBuilder.Entity<Person>(person =>
        {
            person.Property(p => p.Email).HasMaxLength(EmailAddress.MaxLength);
            person.Property(p => p.DisplayName).HasMaxLength(Person.MaxDisplayName);
            person.HasIndex(p => p.Email).IsUnique();
        });

        modelBuilder.Entity<Membership>(membership =>
        {
            membership.HasKey(m => m.MemberId);
            membership.Property(m => m.Email).HasMaxLength(EmailAddress.MaxLength);
            membership.HasIndex(m => new { m.ProfileId, m.Email }).IsUnique();
            membership.HasIndex(m => new { m.ProfileId, m.PersonId }).IsUnique();
            membership.HasOne(m => m.Profile).WithMany().HasForeignKey(m => m.ProfileId);
            membership.HasOne(m => m.Person).WithMany().HasForeignKey(m => m.PersonId);
        });

        modelBuilder.Entity<Invitation>(invitation =>
        {
            // No foreign key to the membership: the invitation outlives it.
            invitation.HasKey(i => i.TokenHash);
            invitation.HasOne<SiteProfile>().WithMany().HasForeignKey(i => i.ProfileId);
        });

        modelBuilder.Entity<EmailChange>(change =>
        {
            change.HasKey(c => c.PersonId);
            change.HasIndex(c => c.TokenHash).IsUnique();
            change.Property(c => c.Email).HasMaxLength(EmailAddress.MaxLength);
            change.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId);
        });

        modelBuilder.Entity<EmailChangeMailing>(mailing =>
        {
            mailing.HasIndex(m => m.Email);
            mailing.HasIndex(m => m.RequestedAt);
            mailing.Property(m => m.Email).HasMaxLength(EmailAddress.MaxLength);
            mailing.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId);
        });

        modelBuilder.Entity<HeatmapLink>(link =>
        {
            link.HasKey(l => l.Token);
            link.HasOne(l => l.Profile).WithMany().HasForeignKey(l => l.ProfileId);
            link.HasOne<Heatmap>().WithMany().HasForeignKey(l => new { l.ProfileId, l.HeatmapId });
        });

        modelBuilder.Entity<Heatmap>(heatmap =>
        {
            heatmap.HasKey(h => new { h.ProfileId, h.Id });
            heatmap.HasOne<SiteProfile>().WithMany().HasForeignKey(h => h.ProfileId);
        });

        modelBuilder.Entity<ClickSpot>(spot =>
        {
            spot.HasIndex(s => new
            {
                s.ProfileId,
                s.HeatmapId,
                s.Day,
            });
            spot.HasOne<Heatmap>().WithMany().HasForeignKey(s => new { s.ProfileId, s.HeatmapId });
        });
    }
}
