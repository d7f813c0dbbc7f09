using Microsoft.EntityFrameworkCore;

namespace ProfileTwoFactor.IntegrationTests.Notifications;

/// <summary>A host's context with nothing but the package's tables.</summary>
public sealed class MailContext(DbContextOptions<MailContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.AddProfileTwoFactor();
}
