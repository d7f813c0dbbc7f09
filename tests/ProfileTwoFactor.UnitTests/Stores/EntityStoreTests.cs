using System.Transactions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Testing.Stores.Internal;

namespace ProfileTwoFactor.UnitTests.Stores;

public sealed class EntityStoreTests
{
    private static readonly TwoFactorScope Scope = TwoFactorScope.Profile("profile-1");

    [Fact]
    public async Task HostTransaction_ThatRollsBack_DoesNotGiveAUsedCodeBack()
    {
        using var host = new SqliteHost<HostContext>();
        using var scope = host.Services.CreateScope();
        var context = scope.ServiceProvider.GetRequiredService<HostContext>();
        var key = SampleRecords.Key();
        // Deferred, so that the host holds a snapshot but not SQLite's only write lock.
        var connection = (SqliteConnection)context.Database.GetDbConnection();
        await context.Database.OpenConnectionAsync();
        await using (var transaction = connection.BeginTransaction(deferred: true))
        {
            await context.Database.UseTransactionAsync(transaction);
            Assert.Empty(await context.HostRows.ToListAsync());
            await host.Secrets.WriteAsync(SampleRecords.Binding(key), default);
            await transaction.RollbackAsync();
        }

        Assert.NotNull(await host.Secrets.FindAsync(key, default));
    }

    [Fact]
    public async Task AmbientTransaction_ThatRollsBack_DoesNotGiveAUsedCodeBack()
    {
        using var host = new SqliteHost<HostContext>();
        var key = SampleRecords.Key();
        using (new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            var outer = Transaction.Current;
            await host.Secrets.WriteAsync(SampleRecords.Binding(key), default);
            await host.Policies.WriteAsync(SampleRecords.Policy(Scope), default);
            await foreach (var record in host.Secrets.ListAsync(Scope, "epoch-2", default))
            {
                Assert.Equal(key, record.Key);
                Assert.Same(outer, Transaction.Current);
            }

            Assert.Same(outer, Transaction.Current);
        }

        Assert.NotNull(await host.Secrets.FindAsync(key, default));
        Assert.NotNull(await host.Policies.FindAsync(Scope, default));
    }

    [Fact]
    public async Task UnsavedChanges_OfTheHost_AreNeitherSavedNorLost()
    {
        using var host = new SqliteHost<HostContext>();
        using var scope = host.Services.CreateScope();
        var context = scope.ServiceProvider.GetRequiredService<HostContext>();
        context.HostRows.Add(new HostRow { Text = "not yet" });

        await host.Policies.WriteAsync(SampleRecords.Policy(Scope), default);

        Assert.Single(context.ChangeTracker.Entries());
        Assert.Empty(await context.HostRows.AsNoTracking().ToListAsync());
    }

    public static TheoryData<string> Registrations => ["factory", "pooled factory", "factory only"];

    [Theory]
    [MemberData(nameof(Registrations))]
    public async Task Context_RegisteredByFactory_IsUsed(string registration)
    {
        using var host = new SqliteHost<FactoryContext>(
            (services, sqlite) =>
            {
                switch (registration)
                {
                    case "factory":
                        services.AddDbContextFactory<FactoryContext>(sqlite);
                        break;
                    case "pooled factory":
                        services.AddPooledDbContextFactory<FactoryContext>(sqlite);
                        break;
                    default:
                        var options = new DbContextOptionsBuilder<FactoryContext>();
                        sqlite(options);
                        services.AddSingleton<IDbContextFactory<FactoryContext>>(
                            new OnlyFactory(options.Options)
                        );
                        break;
                }
            }
        );

        await host.Policies.WriteAsync(SampleRecords.Policy(Scope), default);

        Assert.NotNull(await host.Policies.FindAsync(Scope, default));
        if (registration == "factory only")
        {
            var factory = (OnlyFactory)
                host.Services.GetRequiredService<IDbContextFactory<FactoryContext>>();
            Assert.All(
                factory.Created,
                context =>
                    Assert.Throws<ObjectDisposedException>(() => context.Set<HostRow>().Count())
            );
        }
    }

    [Fact]
    public async Task Context_NotRegistered_IsNamed()
    {
        using var host = new SqliteHost<HostContext>((_, _) => { }, createTables: false);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            host.Policies.FindAsync(Scope, default)
        );

        Assert.Contains("AddDbContext<HostContext>", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Model_WithoutOurTables_RefusesTheStartAndSaysWhatToAdd()
    {
        using var host = new SqliteHost<ForgetfulContext>();
        var checks = host.Services.GetServices<IHostedService>().OfType<IHostedLifecycleService>();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            foreach (var service in checks)
            {
                await service.StartingAsync(default);
            }
        });
        var later = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            host.Policies.FindAsync(Scope, default)
        );

        Assert.Contains(
            "modelBuilder.AddProfileTwoFactor() in ForgetfulContext.OnModelCreating",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(error.Message, later.Message);
    }

    [Fact]
    public async Task Connection_SharedWithTheHost_IsRefused()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var host = new SqliteHost<HostContext>(
            (services, _) =>
                services.AddDbContext<HostContext>(options => options.UseSqlite(connection)),
            createTables: false
        );

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            host.Policies.WriteAsync(SampleRecords.Policy(Scope), default)
        );

        Assert.Contains("require a separate connection", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Insert_ThatFailsForAnotherReasonThanADuplicate_IsNoConflict()
    {
        using var host = new SqliteHost<HostContext>();
        host.Execute(
            $"CREATE TRIGGER no BEFORE INSERT ON TwoFactorPolicies BEGIN SELECT RAISE(ABORT, 'disk says no'); END"
        );

        await Assert.ThrowsAsync<SqliteException>(() =>
            host.Policies.WriteAsync(SampleRecords.Policy(Scope), default)
        );
    }

    [Fact]
    public async Task Database_WithoutTables_ThrowsAndIsNeverNotBound()
    {
        using var host = new SqliteHost<HostContext>(createTables: false);

        await Assert.ThrowsAsync<SqliteException>(() => host.Policies.FindAsync(Scope, default));
        await Assert.ThrowsAsync<SqliteException>(() =>
            host.Secrets.FindAsync(SampleRecords.Key(), default)
        );
        await Assert.ThrowsAsync<SqliteException>(() =>
            host.Secrets.WriteAsync(SampleRecords.Binding(SampleRecords.Key()), default)
        );
    }

    [Theory]
    [InlineData("epoch", 65, 10, 10)]
    [InlineData("member", 10, 201, 10)]
    [InlineData("stamp", 10, 10, 101)]
    public async Task Ids_TooLongForTheColumn_AreRefusedOnEveryDatabase(
        string part,
        int epoch,
        int member,
        int stamp
    )
    {
        using var host = new SqliteHost<HostContext>();
        var key = new BindingKey(
            Scope,
            new string('e', epoch),
            new string('m', member),
            new string('s', stamp)
        );

        var error = await Assert.ThrowsAsync<ArgumentException>(() =>
            host.Secrets.WriteAsync(SampleRecords.Binding(key), default)
        );

        Assert.Contains(part, error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Null(await host.Secrets.FindAsync(key, default));
    }

    [Fact]
    public async Task Write_ThatWaitsForALock_GivesUpInTheTimeThePackageAllows()
    {
        using var host = new SqliteHost<HostContext>(
            (services, sqlite) =>
            {
                services.AddDbContext<HostContext>(sqlite);
                services.PostConfigure<ProfileTwoFactorOptions>(options =>
                    options.DependencyTimeout = TimeSpan.FromSeconds(1)
                );
            }
        );
        using var connection = new SqliteConnection(host.ConnectionString);
        connection.Open();
        using var transaction = connection.BeginTransaction();
        var started = TimeProvider.System.GetTimestamp();

        await Assert.ThrowsAsync<SqliteException>(() =>
            host.Policies.WriteAsync(SampleRecords.Policy(Scope), default)
        );

        Assert.InRange(
            TimeProvider.System.GetElapsedTime(started),
            TimeSpan.FromSeconds(0.5),
            TimeSpan.FromSeconds(15)
        );
    }

    private sealed class ForgetfulContext(DbContextOptions<ForgetfulContext> options)
        : DbContext(options);

    private sealed class FactoryContext(DbContextOptions<FactoryContext> options)
        : HostContext(options);

    private sealed class OnlyFactory(DbContextOptions<FactoryContext> options)
        : IDbContextFactory<FactoryContext>
    {
        public List<FactoryContext> Created { get; } = [];

        public FactoryContext CreateDbContext()
        {
            var context = new FactoryContext(options);
            Created.Add(context);
            return context;
        }
    }
}
