using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Identity.Import;
using ProfileTwoFactor.ServerTests.Servers;

namespace ProfileTwoFactor.ServerTests.Postgres.Import;

/// <summary>The import of Identity's second factors on PostgreSQL.</summary>
public sealed class PostgresImportTests : ImportContract
{
    protected override async Task<ImportSite> StartAsync(
        Action<IServiceCollection>? services = null
    )
    {
        var server = await PostgresServer.Shared;
        var database = await server.CreateDatabaseAsync();
        return await ImportSite.StartAsync(options => options.UseNpgsql(database), services);
    }
}
