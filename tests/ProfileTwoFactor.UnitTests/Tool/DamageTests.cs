using System.Text.Json;

namespace ProfileTwoFactor.UnitTests.Tool;

/// <summary>One thing that is broken doesn't stop the work on the others, and the tool says what it did.</summary>
public sealed class DamageTests
{
    [Fact]
    public async Task RotateKeys_WithAKeyThatIsNotActiveYet_DoesNotCallItUnused()
    {
        using var file = await ToolFile.CreateAsync();
        await file.AddMemberAsync("mark");
        var old = CurrentKey(
            await file.RunAsync(0, ["rotate-keys", .. file.KeyOptions, "--nodes-know-key"])
        );
        var current = file.AddKey(TimeSpan.FromHours(-1));
        file.AddKey(TimeSpan.FromDays(2));

        var done = await file.RunAsync(0, ["rotate-keys", .. file.KeyOptions, "--nodes-know-key"]);

        Assert.Equal(current, CurrentKey(done));
        Assert.Equal(1, Number(done, "rotated"));
        Assert.Equal([old], UnusedKeys(done));
    }

    [Fact]
    public async Task RotateKeys_WithARowThatCanNotBeRead_RotatesAllOthersAndSaysSo()
    {
        using var file = await ToolFile.CreateAsync();
        foreach (var member in new[] { "mark", "mei", "olivia" })
        {
            await file.AddMemberAsync(member);
        }

        file.AddKey(TimeSpan.FromHours(-1));
        await file.SqlAsync(
            """UPDATE "TwoFactorBindings" SET "MemberId" = 'another' WHERE "MemberId" = 'mei'"""
        );

        var done = await file.RunAsync(1, ["rotate-keys", .. file.KeyOptions, "--nodes-know-key"]);

        Assert.Equal(3, Number(done, "bindings"));
        Assert.Equal(2, Number(done, "rotated"));
        Assert.Equal(1, Number(done, "unreadableRows"));
        // Which key that row needs is unknown.
        Assert.Empty(UnusedKeys(done));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Doctor_WithAKeyRingThatCanNotBeRead_ReportsItAndAllOtherChecks(bool isFolder)
    {
        using var file = await ToolFile.CreateAsync();
        await file.AddMemberAsync("mark");
        var broken = Path.Combine(file.Keys, "key-broken.xml");
        if (isFolder)
        {
            // Refused by the operating system, also to the root user.
            Directory.CreateDirectory(broken);
        }
        else
        {
            await File.WriteAllTextAsync(broken, "<key");
        }

        var report = await file.RunAsync(1, ["doctor", .. file.KeyOptions]);
        var rotation = await file.RunAsync(8, ["rotate-keys", .. file.KeyOptions]);

        var checks = report
            .GetProperty("checks")
            .EnumerateArray()
            .ToLookup(
                check => check.GetProperty("name").GetString(),
                check => check.GetProperty("status").GetString()
            );
        Assert.Equal(["error"], checks["key-ring"]);
        Assert.Equal(["ok"], checks["rows"]);
        Assert.Equal(["skipped"], checks["smtp"]);
        Assert.Equal(
            "key-ring-unreadable",
            rotation.GetProperty("error").GetProperty("code").GetString()
        );
    }

    [Fact]
    public async Task Doctor_WithACertificateThatCanNotBeRead_SaysSo()
    {
        using var file = await ToolFile.CreateAsync();

        var refused = await file.RunAsync(
            8,
            ["doctor", .. file.KeyOptions, "--keys-certificate", file.Folder]
        );

        Assert.Equal(
            "bad-certificate",
            refused.GetProperty("error").GetProperty("code").GetString()
        );
    }

    [Fact]
    public async Task Reset_ThatFailsAfterTheFirstOfTwoRecords_SaysWhatIsDoneAndContinues()
    {
        using var file = await ToolFile.CreateAsync();
        await file.AddMemberAsync("mark", "first");
        await file.AddMemberAsync("mark", "second");
        string[] reset =
        [
            "reset",
            "--profile",
            ToolFile.Scope.Id,
            "--member",
            "mark",
            "--reason",
            "Ticket 4711",
            "--yes",
        ];
        // The first write leaves a job, and the next one is refused.
        await file.SqlAsync(
            """
            CREATE TRIGGER "Refuse" BEFORE UPDATE ON "TwoFactorBindings"
            WHEN (SELECT COUNT(*) FROM "TwoFactorNotifications") > 0
            BEGIN SELECT RAISE(ABORT, 'refused'); END
            """
        );

        var half = await file.RunAsync(1, reset);
        await file.SqlAsync("""DROP TRIGGER "Refuse" """);
        var rest = await file.RunAsync(0, reset);

        Assert.Equal((1, 1), (Number(half, "removed"), Number(half, "left")));
        Assert.Equal(
            "database-unreachable",
            half.GetProperty("failure").GetProperty("code").GetString()
        );
        Assert.Equal((1, 0), (Number(rest, "removed"), Number(rest, "left")));
        // Each job names the membership, so that the mail reaches no other person with the id.
        var jobs = await file.JobsAsync();
        Assert.Equal(2, jobs.Count);
        Assert.All(
            new[] { "first", "second" },
            stamp =>
                Assert.Single(
                    jobs,
                    job => job.Contains($"\"memberStamp\":\"{stamp}\"", StringComparison.Ordinal)
                )
        );
    }

    private static int Number(JsonElement report, string name) =>
        report.GetProperty(name).GetInt32();

    private static Guid CurrentKey(JsonElement report) =>
        report.GetProperty("currentKey").GetGuid();

    private static IEnumerable<Guid> UnusedKeys(JsonElement report) =>
        report.GetProperty("unusedKeys").EnumerateArray().Select(key => key.GetGuid());
}
