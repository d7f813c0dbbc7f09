using Microsoft.EntityFrameworkCore;

namespace ProfileTwoFactor.DocSnippets.Machines;

internal sealed class ShopKeyContext(DbContextOptions<ShopKeyContext> options) : DbContext(options)
{
    public DbSet<ShopApiKey> ApiKeys => Set<ShopApiKey>();
}
