using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Testing.Stores.Internal;

namespace ProfileTwoFactor.UnitTests.Stores;

/// <summary>SQL Server does not run on every machine that runs these tests, so its statements are compared with approved ones.</summary>
public sealed class SqlServerStatementTests
{
    private static readonly TwoFactorScope Scope = TwoFactorScope.Profile("profile-1");

    [Fact]
    public async Task Statements_OfEveryStoreCall_AreTheApprovedOnes()
    {
        var recorder = new StatementRecorder();
        await using var services = Services(recorder);
        var policies = services.GetRequiredService<IPolicyStore>();
        var secrets = services.GetRequiredService<ISecretStore>();
        var mails = services.GetRequiredService<INotificationStore>();
        var key = SampleRecords.Key();
        var sections = new List<string>();

        await SectionAsync("policy: find", () => policies.FindAsync(Scope, default));
        await SectionAsync(
            "policy: insert",
            () => policies.WriteAsync(SampleRecords.Policy(Scope), default)
        );
        await SectionAsync(
            "policy: update",
            () => policies.WriteAsync(SampleRecords.Policy(Scope) with { Version = 1 }, default)
        );
        await SectionAsync("binding: find", () => secrets.FindAsync(key, default));
        await SectionAsync(
            "binding: insert",
            () => secrets.WriteAsync(SampleRecords.Binding(key), default)
        );
        await SectionAsync(
            "binding: update",
            () => secrets.WriteAsync(SampleRecords.Binding(key) with { Version = 1 }, default)
        );
        await SectionAsync(
            "binding: list",
            async () =>
            {
                await foreach (var _ in secrets.ListAsync(Scope, "epoch-2", default)) { }
            }
        );
        await SectionAsync(
            "binding: delete an epoch",
            () => secrets.DeleteEpochAsync(Scope, "epoch-2", default)
        );
        await SectionAsync("mail: delete a job", () => mails.DeleteJobAsync("job", 1, default));
        await SectionAsync(
            "mail: delete deliveries",
            () => mails.DeleteDeliveriesAsync("job", default)
        );

        var folder = Path.Combine(AppContext.BaseDirectory, "Stores");
        var approved = await File.ReadAllTextAsync(
            Path.Combine(folder, "SqlServerStatements.approved.sql")
        );
        var received = string.Concat(sections).ReplaceLineEndings("\n");
        var file = Path.Combine(folder, "SqlServerStatements.received.sql");
        await File.WriteAllTextAsync(file, received);
        Assert.True(
            approved.ReplaceLineEndings("\n") == received,
            $"The statements changed. If they are right, copy {file} over SqlServerStatements.approved.sql. They are now:\n{received}"
        );

        async Task SectionAsync(string name, Func<Task> call)
        {
            recorder.Statements.Clear();
            await call();
            Assert.NotEmpty(recorder.Statements);
            sections.Add($"-- {name}\n{string.Join('\n', recorder.Statements)}\n\n");
        }
    }

    private static ServiceProvider Services(StatementRecorder recorder)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddDbContext<HostContext>(options =>
            options.UseSqlServer("Server=nowhere;Database=none").AddInterceptors(recorder)
        );
        services.AddProfileTwoFactor().AddEntityFrameworkStores<HostContext>();
        return services.BuildServiceProvider();
    }
}
