using Microsoft.EntityFrameworkCore;
using ProfileTwoFactor.ServerTests.MariaDb;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Tool.Databases;

namespace ProfileTwoFactor.ServerTests.Tool;

/// <summary>The tool on MariaDB, with the provider from the app's folder: here, the one of these tests.</summary>
public sealed class ToolMariaDbTests
{
    [Fact]
    public void The_provider_is_loaded_once_and_not_for_each_row_of_a_rotation()
    {
        const string file = "MySql.EntityFrameworkCore.dll";
        var folder = Directory.CreateTempSubdirectory("ptf-tool-").FullName;
        File.Copy(Path.Combine(AppContext.BaseDirectory, file), Path.Combine(folder, file));
        var provider = new MySqlProvider(folder);

        provider.Use(new DbContextOptionsBuilder(), "Server=none");
        // What is looked for again isn't found any more.
        Directory.Delete(folder, recursive: true);
        var options = new DbContextOptionsBuilder();
        provider.Use(options, "Server=none");

        Assert.True(options.IsConfigured);
    }

    [MariaDbTheory, InlineData("tool")]
    public async Task What_was_imported_into_mariadb_is_what_was_exported_and_can_be_changed(
        string name
    )
    {
        await using var site = await ToolSite.CopyAsync("Sqlite");
        var server = await MariaDbServer.Shared;
        var database = $"{name}_{Guid.NewGuid():N}";
        await server.ExecuteAsync($"CREATE DATABASE {database} CHARACTER SET utf8mb4");
        var connection = server.ConnectionString(database);
        await using (
            var context = new MariaDbContext(
                new DbContextOptionsBuilder<MariaDbContext>().UseMySQL(connection).Options
            )
        )
        {
            await context.Database.EnsureCreatedAsync();
        }

        string[] provider = ["--provider", "mysql", "--provider-folder", AppContext.BaseDirectory];
        var (first, second) = (
            Path.Combine(site.Folder, "first.export"),
            Path.Combine(site.Folder, "second.export")
        );
        await site.ToolAsync(0, "export", first);

        // In a process, which has to load the provider from that folder.
        (await ToolProcess.RunAsync(connection, ["import", first, .. provider, "--json"])).Expect(
            0
        );
        await ToolRun.JsonAsync(connection, 0, ["import", first, .. provider]);
        await ToolRun.JsonAsync(connection, 0, ["export", second, .. provider]);
        var status = await ToolRun.JsonAsync(connection, 0, ["status", .. provider]);
        await ToolRun.JsonAsync(connection, 0, ["doctor", .. provider, .. site.KeyOptions]);
        var disabled = await ToolRun.JsonAsync(
            connection,
            0,
            [
                "disable-profile",
                "--profile",
                "acme",
                "--reason",
                ToolSite.Reason,
                "--yes",
                .. provider,
            ]
        );

        Assert.Equal(
            (await File.ReadAllLinesAsync(first))[1..^1].Order(),
            (await File.ReadAllLinesAsync(second))[1..^1].Order()
        );
        Assert.Equal(1, status.GetProperty("profiles").GetProperty("enforced").GetInt32());
        Assert.Equal(2, status.GetProperty("bindings").GetProperty("bound").GetInt32());
        Assert.True(disabled.GetProperty("historyWritten").GetBoolean());
        await server.ExecuteAsync($"DROP DATABASE {database}");
    }
}
