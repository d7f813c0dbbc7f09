using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;

namespace Shop.Testing;

internal static class InMemorySnippets
{
    public static async Task StartAsync<TProgram>(WebApplicationFactory<TProgram> shop)
        where TProgram : class
    {
        #region TestStores
        await using var host = shop.WithWebHostBuilder(builder =>
            builder.ConfigureTestServices(services => services.UseInMemoryTwoFactorStores())
        );
        #endregion
        _ = host.Services;
    }
}
