using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace ProfileTwoFactor.IntegrationTests.Identity.Import;

/// <summary>Identity's tables, and the package's beside them.</summary>
public sealed class ImportContext(DbContextOptions<ImportContext> options)
    : IdentityDbContext<IdentityUser>(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.AddProfileTwoFactor();
    }
}
