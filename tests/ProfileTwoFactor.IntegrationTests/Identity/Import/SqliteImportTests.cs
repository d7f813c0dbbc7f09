using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ProfileTwoFactor.IntegrationTests.Identity.Import;

public sealed class SqliteImportTests : ImportContract, IDisposable
{
    private readonly string _file = Path.Combine(
        Path.GetTempPath(),
        $"import-{Guid.NewGuid():N}.db"
    );

    [Fact]
    public async Task Token_OfAUserWhoIsGone_IsNotImported()
    {
        await using var site = await StartAsync();
        await site.SqlAsync(
            """
            PRAGMA foreign_keys = OFF;
            INSERT INTO "AspNetUserTokens" ("UserId", "LoginProvider", "Name", "Value")
            VALUES ('gone', '[AspNetUserStore]', 'AuthenticatorKey', 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
            """
        );

        Assert.Empty(await site.ImportAllAsync());
        Assert.Equal(
            TwoFactorImportStatus.UserNotFound,
            (await site.Import.ImportAccountAsync("gone", ImportSite.Request)).Status
        );
        Assert.Null(await site.PolicyAsync("gone"));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
    }

    protected override Task<ImportSite> StartAsync(Action<IServiceCollection>? services = null) =>
        ImportSite.StartAsync(options => options.UseSqlite($"Data Source={_file}"), services);
}
