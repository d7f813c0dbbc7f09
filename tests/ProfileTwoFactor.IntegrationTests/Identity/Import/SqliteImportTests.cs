using Microsoft.AspNetCore.Identity;
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

    [Fact]
    public async Task Start_WhileUsersHaveIdentitysSecondFactor_WarnsAndSaysWhichCodeIsAskedFor()
    {
        await using (var first = await StartAsync())
        {
            Assert.DoesNotContain("IdentityTwoFactorInUse", first.Log, StringComparison.Ordinal);
            await first.AddUserAsync("mei");
        }

        await using var site = await StartAsync();

        Assert.Contains("IdentityTwoFactorInUse", site.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_ThatTheAppsStoreEncrypts_IsTakenOver_AndOneThatCannotBeReadIsNot()
    {
        await using var site = await ImportSite.StartAsync(
            options =>
                options
                    .UseSqlite($"Data Source={_file}")
                    // The encryption is part of the model, which would be shared with the other tests.
                    .EnableServiceProviderCaching(false),
            services =>
            {
                services.AddSingleton<IPersonalDataProtector, ReversingProtector>();
                services.AddSingleton<ILookupProtector, ReversingProtector>();
                services.AddSingleton<ILookupProtectorKeyRing, ReversingProtector>();
                services.Configure<IdentityOptions>(options =>
                    options.Stores.ProtectPersonalData = true
                );
            }
        );
        var (key, _) = await site.AddUserAsync("mei");
        await site.AddUserAsync("mark");
        Assert.NotEmpty(await StoredAsync(site));
        Assert.DoesNotContain(key, await StoredAsync(site));
        await site.SqlAsync(
            "UPDATE \"AspNetUserTokens\" SET \"Value\" = 'lost' WHERE \"UserId\" = 'mark'"
        );

        var results = await site.ImportAllAsync();

        Assert.Equal(
            new Dictionary<string, TwoFactorImportStatus>
            {
                ["mei"] = TwoFactorImportStatus.Imported,
                ["mark"] = TwoFactorImportStatus.KeyInvalid,
            },
            results
        );
        Assert.Equal(2, (await site.BindingAsync("mei"))!.Active!.BackupCodes!.Hashes.Count);
        Assert.Null(await site.PolicyAsync("mark"));
        Assert.Equal(["lost", "lost"], await StoredAsync(site));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
    }

    protected override Task<ImportSite> StartAsync(Action<IServiceCollection>? services = null) =>
        ImportSite.StartAsync(options => options.UseSqlite($"Data Source={_file}"), services);

    private static async Task<List<string>> StoredAsync(ImportSite site)
    {
        await using var scope = site.App.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<ImportContext>();
        return await context
            .Database.SqlQueryRaw<string>("SELECT \"Value\" FROM \"AspNetUserTokens\"")
            .ToListAsync();
    }
}
