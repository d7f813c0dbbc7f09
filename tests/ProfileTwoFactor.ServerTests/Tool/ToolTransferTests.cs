using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Testing;

namespace ProfileTwoFactor.ServerTests.Tool;

/// <summary>A site moves from one database to another, and the authenticators of all members still work.</summary>
public sealed class ToolTransferTests
{
    [PostgresTheory, InlineData("Sqlite", "Postgres"), InlineData("Postgres", "Sqlite")]
    public async Task What_was_exported_and_imported_works_with_the_same_authenticators(
        string from,
        string to
    )
    {
        await using var old = await ToolSite.CopyAsync(from);
        var member = await old.MemberAsync("mark");
        var stamp = await old.SqlAsync("""SELECT "Stamp" FROM "Profiles" WHERE "Id" = 'acme'""");
        var file = Path.Combine(old.Folder, "moved.export");
        var exported = await old.ToolAsync(0, "export", file);
        await using var site = await ToolSite.CopyAsync(to);
        await site.EmptyAsync();

        var imported = await site.ToolAsync(0, "import", file);
        var again = await site.ToolAsync(0, "import", file);

        Assert.Equal(
            exported.GetProperty("rows").GetRawText(),
            imported.GetProperty("rows").GetRawText()
        );
        Assert.True(imported.GetProperty("changed").GetBoolean());
        Assert.False(again.GetProperty("changed").GetBoolean());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite,
                File.GetUnixFileMode(file)
            );
        }

        // The app's own rows move by other means: here the profile, and the one who signs in.
        await site.SqlAsync($"""UPDATE "Profiles" SET "Stamp" = '{stamp}' WHERE "Id" = 'acme'""");
        await site.SqlAsync(
            $"""UPDATE "Memberships" SET "MemberId" = '{member}' WHERE "Email" = 'mark@example.com' AND "ProfileId" = 'acme'"""
        );
        Directory.Delete(site.Keys, recursive: true);
        CopyKeys(old.Keys, site.Keys);
        await site.ServeAsync();
        await site.VerifiedAsync("mark", new FakeAuthenticator(old.Mark.Secret, site.Clock));
    }

    [Fact]
    public async Task Import_into_tables_with_something_else_and_damaged_files_are_refused()
    {
        await using var site = await ToolSite.CopyAsync("Sqlite");
        var file = Path.Combine(site.Folder, "first.export");
        await site.ToolAsync(0, "export", file);
        await site.ToolAsync(
            0,
            "reset",
            "--profile",
            "acme",
            "--member",
            await site.MemberAsync("mark"),
            "--reason",
            ToolSite.Reason,
            "--yes"
        );
        var before = await site.ContentAsync();
        var text = await File.ReadAllTextAsync(file);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] damaged =
        [
            text.Replace("\"enabled\":true", "\"enabled\":false", StringComparison.Ordinal),
            string.Join('\n', lines[..^1]) + "\n",
            string.Join('\n', [lines[0], .. lines[2..]]) + "\n",
            text + lines[1] + "\n",
            text.Replace(
                "\"version\":1,\"createdAt\"",
                "\"version\":2,\"createdAt\"",
                StringComparison.Ordinal
            ),
            "nothing",
            "",
        ];

        await site.ToolAsync(6, "import", file);
        await site.ToolAsync(2, "import", Path.Combine(site.Folder, "none.export"));
        await site.ToolAsync(2, "export", file);
        foreach (var content in damaged)
        {
            Assert.NotEqual(text, content);
            var path = Path.Combine(site.Folder, $"{Guid.NewGuid():N}.damaged");
            await File.WriteAllTextAsync(path, content);
            await site.ToolAsync(4, "import", path);
        }

        Assert.Equal(before, await site.ContentAsync());
    }

    private static void CopyKeys(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var key in Directory.GetFiles(from))
        {
            File.Copy(key, Path.Combine(to, Path.GetFileName(key)));
        }
    }
}
