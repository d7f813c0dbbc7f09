using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.ServerTests.Nodes;
using ProfileTwoFactor.ServerTests.Servers;

namespace ProfileTwoFactor.ServerTests.Tool;

/// <summary>Keys change under a site that serves, and no code is refused for it.</summary>
public sealed class ToolKeyTests
{
    private const int Codes = 12;

    [PostgresTheory, InlineData("Sqlite"), InlineData("Postgres")]
    public async Task Keys_are_rotated_while_codes_are_verified_and_none_fails(string provider)
    {
        await using var site = await ToolSite.CopyAsync(provider);
        var fresh = NewKey(site.Keys);
        // A node that knows the new key, as after a restart of all nodes.
        await site.ServeAsync();
        var tooNew = await ToolRun.RunAsync(
            site.Connection,
            ["rotate-keys", .. site.KeyOptions, "--json"]
        );
        Assert.Equal((6, "key-too-new"), (tooNew.ExitCode, tooNew.Error));

        var browser = await NodeBrowser.SignedInAsync(site.Node, "mark");
        using var caller = await NodeCaller.AtAsync(browser, site.Node);
        var rotating = site.ToolAsync(0, ["rotate-keys", .. site.KeyOptions, "--nodes-know-key"]);
        for (var i = 0; i < Codes || !rotating.IsCompleted; i++)
        {
            await site.Clock.AdvanceAsync(TimeSpan.FromSeconds(30));
            Assert.Equal(HttpStatusCode.OK, (await caller.VerifyAsync(site.Mark.Code())).Status);
        }

        var done = await rotating;
        Assert.Equal(fresh, done.GetProperty("currentKey").GetGuid());
        // Olivia's and Mark's; the node's own record has the key of its first check.
        Assert.InRange(done.GetProperty("rotated").GetInt32(), 2, 3);
        var again = await site.ToolAsync(
            0,
            ["rotate-keys", .. site.KeyOptions, "--nodes-know-key"]
        );
        Assert.Equal(0, again.GetProperty("rotated").GetInt32());
        var old = Assert.Single(again.GetProperty("unusedKeys").EnumerateArray()).GetGuid();
        // Without the old key all of them still work.
        await site.StopAsync();
        File.Delete(Path.Combine(site.Keys, $"key-{old}.xml"));
        await site.ServeAsync();
        await site.VerifiedAsync("mark", site.Mark);
    }

    [Fact]
    public async Task A_wrong_key_ring_changes_no_secret_and_is_named_by_the_doctor()
    {
        await using var site = await ToolSite.CopyAsync("Sqlite");
        var before = await site.ContentAsync();
        var other = Directory.CreateDirectory(Path.Combine(site.Folder, "other")).FullName;
        NewKey(other);
        string[] wrong = ["--keys", other, "--application", "HeatmapSite"];
        string[] otherApp = ["--keys", site.Keys, "--application", "AnotherSite"];
        string[] empty =
        [
            "--keys",
            Directory.CreateDirectory(Path.Combine(site.Folder, "empty")).FullName,
            "--application",
            "HeatmapSite",
        ];

        var rotation = await site.ToolAsync(1, ["rotate-keys", .. wrong, "--nodes-know-key"]);
        await site.ToolAsync(8, ["rotate-keys", .. empty]);
        foreach (var ring in new[] { wrong, otherApp, empty })
        {
            var report = await site.ToolAsync(1, ["doctor", .. ring]);
            Assert.Equal("error", ToolDoctorTests.StatusOf(report, "key-ring"));
        }

        Assert.True(rotation.GetProperty("unreadable").GetInt32() > 0);
        Assert.Equal(0, rotation.GetProperty("rotated").GetInt32());
        Assert.Equal(before, await site.ContentAsync());
        // The tool makes no key, wherever it looks.
        Assert.Empty(Directory.GetFiles(empty[1]));
    }

    /// <summary>A key that is current from now on, as an administrator makes it.</summary>
    internal static Guid NewKey(string folder)
    {
        using var services = new ServiceCollection()
            .AddDataProtection()
            .SetApplicationName("HeatmapSite")
            .PersistKeysToFileSystem(new DirectoryInfo(folder))
            .Services.BuildServiceProvider();
        var now = TimeProvider.System.GetUtcNow();
        return services
            .GetRequiredService<IKeyManager>()
            .CreateNewKey(now, now + TimeSpan.FromDays(90))
            .KeyId;
    }
}
