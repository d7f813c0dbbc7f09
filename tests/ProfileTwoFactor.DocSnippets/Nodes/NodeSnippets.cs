using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;

namespace Shop;

internal static class NodeSnippets
{
    public static void Add(WebApplicationBuilder builder)
    {
        #region SeveralNodes
        builder.Services.AddStackExchangeRedisCache(cache =>
        {
            cache.Configuration = builder.Configuration.GetConnectionString("Redis");
            cache.InstanceName = "shop:";
        });
        builder
            .Services.AddDataProtection()
            .SetApplicationName("shop")
            .PersistKeysToDbContext<KeyDbContext>();
        builder
            .Services.AddProfileTwoFactor()
            .AddEntityFrameworkStores<KeyDbContext>()
            .AddRedisBackplane(builder.Configuration.GetConnectionString("Redis")!);
        builder.Services.AddHealthChecks().AddProfileTwoFactor();
        #endregion
    }
}
