using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProfileTwoFactor;

namespace HeatmapSite.Audit;

/// <summary>No foreign keys: the trail outlives the people and profiles it is about.</summary>
internal sealed class SecurityEventConfiguration : IEntityTypeConfiguration<SecurityEvent>
{
    private const int MaxId = 200;

    public void Configure(EntityTypeBuilder<SecurityEvent> row)
    {
        row.Property(e => e.Kind).HasMaxLength(60);
        row.Property(e => e.ScopeId).HasMaxLength(MaxId);
        row.Property(e => e.ScopeStamp).HasMaxLength(MaxId);
        row.Property(e => e.MemberId).HasMaxLength(MaxId);
        row.Property(e => e.AccountName).HasMaxLength(SecurityEvent.MaxName);
        row.Property(e => e.ActorId).HasMaxLength(MaxId);
        row.Property(e => e.ActorName).HasMaxLength(SecurityEvent.MaxName);
        row.Property(e => e.Removal).HasMaxLength(60);
        row.Property(e => e.Reason).HasMaxLength(OperatorAction.MaxReasonLength);
        row.HasIndex(e => new
        {
            e.IsAccount,
            e.ScopeId,
            e.ScopeStamp,
            e.Id,
        });
    }
}
