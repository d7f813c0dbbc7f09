using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Tool.CommandLine;
using ProfileTwoFactor.Tool.Databases;
using ProfileTwoFactor.Tool.Keys;
using ProfileTwoFactor.Tool.Output;

namespace ProfileTwoFactor.UnitTests.Tool;

/// <summary>A database of an app in a SQLite file, with a folder of keys, for the tool in this process.</summary>
internal sealed class ToolFile : IDisposable
{
    private const string Application = "Shop";
    private const string Epoch = "epoch";

    private ToolFile() => Keys = Directory.CreateDirectory(Path.Combine(Folder, "keys")).FullName;

    public static TwoFactorScope Scope { get; } = TwoFactorScope.Profile("acme");

    public string Folder { get; } = Directory.CreateTempSubdirectory("ptf-tool-").FullName;

    public string Keys { get; }

    public string[] KeyOptions => ["--keys", Keys, "--application", Application];

    private string Connection => $"Data Source={Path.Combine(Folder, "shop.db")}";

    /// <summary>With an enabled profile, and a key that is active.</summary>
    public static async Task<ToolFile> CreateAsync()
    {
        var file = new ToolFile();
        await File.WriteAllBytesAsync(Path.Combine(file.Folder, "shop.db"), []);
        file.AddKey(TimeSpan.FromDays(-2));
        await using (var database = file.Open())
        {
            await database.RunAsync(context => context.Database.EnsureCreatedAsync(), default);
        }

        await file.EnableAsync(Scope);
        return file;
    }

    /// <param name="active">When it becomes active, from now.</param>
    public Guid AddKey(TimeSpan active)
    {
        using var services = new ServiceCollection()
            .AddDataProtection()
            .SetApplicationName(Application)
            .PersistKeysToFileSystem(new DirectoryInfo(Keys))
            .Services.BuildServiceProvider();
        var now = TimeProvider.System.GetUtcNow();
        return services
            .GetRequiredService<IKeyManager>()
            .CreateNewKey(now + active, now + TimeSpan.FromDays(90))
            .KeyId;
    }

    /// <summary>A member with one secret, encrypted with the key that is current now.</summary>
    public async Task AddMemberAsync(string id, string stamp = "")
    {
        await using var database = Open();
        var key = new BindingKey(Scope, Epoch, id, stamp);
        await database
            .Services.GetRequiredService<ISecretStore>()
            .WriteAsync(
                new BindingRecord
                {
                    Key = key,
                    Enrollment = database
                        .Services.GetRequiredService<ISecretProtector>()
                        .Protect(EnrollmentSeal.KeyOf(key), [1, 2, 3]),
                },
                default
            );
    }

    public async Task SqlAsync(string sql)
    {
        await using var database = Open();
        await database.RunAsync(context => context.Database.ExecuteSqlRawAsync(sql), default);
    }

    /// <summary>Two-factor authentication of an account, without an authenticator.</summary>
    public Task AddAccountAsync(string id) => EnableAsync(TwoFactorScope.Account(id));

    public async Task<IReadOnlyList<string>> JobsAsync()
    {
        await using var database = Open();
        return await database.RunAsync(
            context =>
                context
                    .Database.SqlQuery<string>(
                        $"""SELECT "Payload" AS "Value" FROM "TwoFactorNotifications" """
                    )
                    .ToListAsync(),
            default
        );
    }

    /// <summary>Without a terminal.</summary>
    public async Task<JsonElement> RunAsync(int exitCode, params string[] arguments) =>
        (await RunAsync(TextReader.Null, isInteractive: false, exitCode, arguments)).Answer;

    /// <summary>At a terminal.</summary>
    /// <param name="typed">What the person types until the end of input.</param>
    /// <param name="exitCode">How the command must end.</param>
    /// <param name="arguments">The command and its options.</param>
    /// <returns>The answer, and what was asked.</returns>
    public async Task<(JsonElement Answer, string Asked)> TypeAsync(
        string typed,
        int exitCode,
        params string[] arguments
    )
    {
        using var input = new StringReader(typed);
        return await RunAsync(input, isInteractive: true, exitCode, arguments);
    }

    private async Task<(JsonElement Answer, string Errors)> RunAsync(
        TextReader input,
        bool isInteractive,
        int exitCode,
        string[] arguments
    )
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var exit = await ToolCommandLine.RunAsync(
            [.. arguments, "--connection", Connection, "--json"],
            new ToolConsole(output, errors, input, isInteractive, _ => null)
        );
        Assert.True(exit == exitCode, $"{exit}: {output}{errors}");
        return (JsonElement.Parse(output.ToString()), errors.ToString());
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private async Task EnableAsync(TwoFactorScope scope)
    {
        await using var database = Open();
        await database
            .Services.GetRequiredService<IPolicyStore>()
            .WriteAsync(
                new PolicyRecord
                {
                    Scope = scope,
                    Enabled = true,
                    Epoch = Epoch,
                    ChangedAt = DateTimeOffset.UnixEpoch,
                    ChangedBy = "olivia",
                },
                default
            );
    }

    private ToolDatabase Open() =>
        ToolDatabase.Unchecked(
            new DatabaseSettings
            {
                Provider = DatabaseProvider.Sqlite,
                ConnectionString = Connection,
                Tables = new TableNames(),
                Timeout = TimeSpan.FromSeconds(10),
            },
            new KeySettings { Folder = Keys, Application = Application }
        );
}
