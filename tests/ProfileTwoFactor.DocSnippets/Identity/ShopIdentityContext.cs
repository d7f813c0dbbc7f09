using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Shop;

#region IdentityContext
internal sealed class ShopIdentityContext(DbContextOptions<ShopIdentityContext> options)
    : IdentityDbContext(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.AddProfileTwoFactor();
    }
}
#endregion
