using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Identity;
using ProfileTwoFactor.Infrastructure;

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

    [Theory]
    [InlineData(typeof(CryptographicException))]
    // Of Identity's own protector, and of key rings.
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(KeyNotFoundException))]
    [InlineData(typeof(FormatException))]
    public async Task Key_ThatTheAppsStoreEncrypts_IsTakenOver_AndOneThatCannotBeReadIsNot(
        Type failure
    )
    {
        var protector = new ReversingProtector(failure);
        await using var site = await ImportSite.StartAsync(
            options =>
                options
                    .UseSqlite($"Data Source={_file}")
                    // The encryption is part of the model, which would be shared with the other tests.
                    .EnableServiceProviderCaching(false),
            services =>
            {
                services.AddSingleton<IPersonalDataProtector>(protector);
                services.AddSingleton<ILookupProtector>(protector);
                services.AddSingleton<ILookupProtectorKeyRing>(protector);
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

    [Fact]
    public async Task Import_AtAUserWhoCannotBeRead_NamesTheUser_AndGoesOnAfterThatUser()
    {
        await using var site = await StartAsync(services =>
            Use(
                services,
                (user, _, _) =>
                    user.Id == "b"
                        ? throw new InvalidOperationException("Malformed data.")
                        : Task.FromResult(true)
            )
        );
        foreach (var id in new[] { "a", "b", "c" })
        {
            await site.AddUserAsync(id, codes: 0);
        }

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            site.ImportAllAsync()
        );
        var rest = await site.ImportAllAsync(ImportSite.Request with { After = "b" });

        Assert.Contains("stopped at user 'b'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Malformed data", failure.Message, StringComparison.Ordinal);
        Assert.Equal("c", Assert.Single(rest).Key);
    }

    [Fact]
    public async Task Key_ThatTheAppSaysNoAppHas_IsNotImported()
    {
        await using var site = await StartAsync(services =>
            Use(services, (user, _, _) => Task.FromResult(user.Id != "by-mail"))
        );
        await site.AddUserAsync("by-app");
        await site.AddUserAsync("by-mail");

        var results = await site.ImportAllAsync();

        Assert.Equal(
            new Dictionary<string, TwoFactorImportStatus>
            {
                ["by-app"] = TwoFactorImportStatus.Imported,
                ["by-mail"] = TwoFactorImportStatus.NoKey,
            },
            results
        );
        Assert.Equal(
            "Identity: True, key True, 2 codes; package: False",
            await site.StateAsync("by-mail")
        );
    }

    [Fact]
    public async Task Source_ThatDoesNotAnswer_IsCanceledAtTheDeadline()
    {
        var canceled = new TaskCompletionSource();
        await using var site = await StartAsync(services =>
        {
            Use(
                services,
                async (_, _, token) =>
                {
                    try
                    {
                        await Task.Delay(Timeout.InfiniteTimeSpan, token);
                        return true;
                    }
                    finally
                    {
                        canceled.SetResult();
                    }
                }
            );
            services.PostConfigure<ProfileTwoFactorOptions>(options =>
                options.DependencyTimeout = TimeSpan.FromSeconds(1)
            );
            // That the end is waited for is what is tested, and not how fast this machine cancels.
            services.AddSingleton(provider => new Deadline(
                provider.GetRequiredService<IOptions<ProfileTwoFactorOptions>>(),
                provider.GetRequiredService<TwoFactorMetrics>(),
                provider.GetRequiredService<CircuitRegistry>()
            )
            {
                Grace = TimeSpan.FromSeconds(30),
            });
        });
        await site.AddUserAsync("mei");

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            site.Import.ImportAccountAsync("mei", ImportSite.Request)
        );

        Assert.True(canceled.Task.IsCompleted);
    }

    [Fact]
    public async Task Commit_WhoseAnswerIsLost_IsImported_WithItsCounts()
    {
        await using var site = await StartAsync();
        await site.AddUserAsync("mei");
        site.Faults.AfterCommit = () =>
            throw new RetryLimitExceededException("Retries failed.", new IOException("Reset."));

        var result = await site.Import.ImportAccountAsync("mei", ImportSite.Request);

        Assert.Equal((TwoFactorImportStatus.Imported, 2), (result.Status, result.RecoveryCodes));
        Assert.Single(site.Events);
    }

    [Fact]
    public async Task Commit_WhoseOutcomeCannotBeRead_IsReportedAsUnknown()
    {
        await using var site = await StartAsync();
        await site.AddUserAsync("mei");
        site.Faults.AfterCommit = () =>
        {
            site.Faults.BeforeQuery = _ => throw new IOException("Reset.");
            throw new IOException("Reset.");
        };

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            site.Import.ImportAccountAsync("mei", ImportSite.Request)
        );
        site.Faults.BeforeQuery = null;

        Assert.Contains("It isn't known", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing of it", failure.Message, StringComparison.Ordinal);
        Assert.Equal(
            TwoFactorImportStatus.AlreadyEnabled,
            (await site.Import.ImportAccountAsync("mei", ImportSite.Request)).Status
        );
    }

    [Fact]
    public async Task Import_WithALargeToleratedClockSkew_UsesUpItsSteps()
    {
        var skew = TimeSpan.FromMinutes(5);
        await using var site = await StartAsync(services =>
            services.Configure<ProfileTwoFactorOptions>(options =>
                options.ToleratedClockSkew = skew
            )
        );
        await site.AddUserAsync("mei");
        var latest = ((site.Clock.GetUtcNow() + skew).ToUnixTimeSeconds() / 30) + 2;

        await site.Import.ImportAccountAsync("mei", ImportSite.Request);

        var record = (await site.BindingAsync("mei"))!;
        Assert.InRange(record.Active!.Authenticators[0].LastAcceptedStep, latest, latest + 1);
    }

    [Fact]
    public async Task Commands_OfTheImportsTransaction_EndAtTheDeadline()
    {
        await using var site = await StartAsync(services =>
            services.PostConfigure<ProfileTwoFactorOptions>(options =>
                options.DependencyTimeout = TimeSpan.FromSeconds(17)
            )
        );
        await site.AddUserAsync("mei");
        var timeouts = new List<int>();
        site.Faults.Watch = command =>
        {
            if (command.CommandText.Contains("INSERT INTO", StringComparison.Ordinal))
            {
                timeouts.Add(command.CommandTimeout);
            }
        };

        await site.Import.ImportAccountAsync("mei", ImportSite.Request);

        Assert.Equal([17, 17], timeouts.Take(2));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
    }

    protected override Task<ImportSite> StartAsync(Action<IServiceCollection>? services = null) =>
        ImportSite.StartAsync(options => options.UseSqlite($"Data Source={_file}"), services);

    private static void Use(
        IServiceCollection services,
        Func<IdentityUser, IServiceProvider, CancellationToken, Task<bool>> hasAuthenticator
    ) =>
        services.AddSingleton(
            Options.Create(
                new IdentityImportOptions<IdentityUser> { HasAuthenticator = hasAuthenticator }
            )
        );

    private static async Task<List<string>> StoredAsync(ImportSite site)
    {
        await using var scope = site.App.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<ImportContext>();
        return await context
            .Database.SqlQueryRaw<string>("SELECT \"Value\" FROM \"AspNetUserTokens\"")
            .ToListAsync();
    }
}
