using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Audit;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Audit;

public sealed class AuditFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("audit-file-");

    private string FilePath => Path.Combine(_folder.FullName, "two-factor.ndjson");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Event_IsALineOfTheFile_BeforeTheCallIsAnswered()
    {
        await using var host = await StartAsync();
        var (owner, app) = await host.Host.EnableAsync();
        await owner.VerifyAsync(app.WrongCode());

        var lines = Lines();
        Assert.Equal(
            host.Events.All.Select(one => one.EventId),
            lines.Select(line => line.GetProperty("id").GetString())
        );
        var enabled = lines[0];
        Assert.Equal("ProfileTwoFactorEnabled", enabled.GetProperty("kind").GetString());
        Assert.Equal("2026-11-22T12:00:00.0000000Z", enabled.GetProperty("time").GetString());
        Assert.Equal("profile", enabled.GetProperty("scope").GetString());
        Assert.Equal("acme", enabled.GetProperty("scopeId").GetString());
        Assert.Equal("olivia@example.com", enabled.GetProperty("actorAccountName").GetString());
        Assert.Equal("CodeRefused", lines[^1].GetProperty("kind").GetString());
        Assert.Equal(1, lines[^1].GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Name_WithLineBreaks_StaysOnOneLine()
    {
        var sink = Sink();

        await sink.WriteAsync(Event("olivia\r\n{\"kind\":\"Forged\"}\u2028@example.com"), default);

        var text = await File.ReadAllTextAsync(FilePath);
        Assert.Equal(text.Length - 1, text.IndexOf('\n', StringComparison.Ordinal));
        Assert.DoesNotContain('\r', text);
        Assert.DoesNotContain('\u2028', text);
        Assert.Contains("\r\n", Lines()[0].GetProperty("accountName").GetString()!);
    }

    [Fact]
    public async Task Line_ThatAKilledProcessLeftTorn_DoesntSpoilTheNext()
    {
        await File.WriteAllTextAsync(FilePath, "{\"id\":\"1\"}\n{\"id\":\"2\",\"ki");
        var sink = Sink();

        await sink.WriteAsync(Event("olivia"), default);
        await sink.WriteAsync(Event("mark"), default);

        var lines = await File.ReadAllLinesAsync(FilePath);
        Assert.Equal(4, lines.Length);
        Assert.Equal("{\"id\":\"2\",\"ki", lines[1]);
        Assert.Equal(
            ["olivia", "mark"],
            lines[2..]
                .Select(line =>
                    JsonDocument.Parse(line).RootElement.GetProperty("accountName").GetString()
                )
        );
    }

    [Fact]
    public async Task File_ThatIsFull_IsRenamed_AndTheOldestIsDeleted()
    {
        var sink = Sink(options =>
        {
            options.MaxFileBytes = 4096;
            options.KeptFiles = 2;
        });

        for (var number = 0; number < 100; number++)
        {
            await sink.WriteAsync(Event($"member-{number}"), default);
        }

        Assert.Equal(
            ["two-factor.ndjson", "two-factor.ndjson.1", "two-factor.ndjson.2"],
            _folder
                .GetFiles("*.ndjson*")
                .Select(file => file.Name)
                .Where(name => !name.EndsWith(".lock", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        );
        Assert.All(_folder.GetFiles("*.ndjson*"), file => Assert.InRange(file.Length, 0, 4096));
        Assert.Equal("member-99", Lines()[^1].GetProperty("accountName").GetString());
    }

    /// <summary>Two sinks are two processes here: nothing but the files is shared between them.</summary>
    [Fact]
    public async Task Lines_OfSeveralProcesses_AreWhole()
    {
        AuditFileSink[] sinks = [Sink(), Sink(), Sink()];

        await Task.WhenAll(
            Enumerable
                .Range(0, 150)
                .Select(number =>
                    Task.Run(() =>
                        sinks[number % sinks.Length].WriteAsync(Event($"member-{number}"), default)
                    )
                )
        );

        Assert.Equal(
            150,
            Lines().Select(line => line.GetProperty("accountName").GetString()).Distinct().Count()
        );
    }

    [Fact]
    public async Task File_IsReadableByTheAppsUserAlone()
    {
        if (OperatingSystem.IsWindows())
        {
            // The folder's own rights apply there.
            return;
        }

        await Sink().WriteAsync(Event("olivia"), default);

        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite,
            File.GetUnixFileMode(FilePath)
        );
    }

    [Fact]
    public async Task File_ThatASystemsToolMovedAway_IsBegunAgain()
    {
        var sink = Sink(options => options.MaxFileBytes = null);
        await sink.WriteAsync(Event("olivia"), default);
        File.Move(FilePath, FilePath + "-yesterday");

        await sink.WriteAsync(Event("mark"), default);

        Assert.Equal("mark", Assert.Single(Lines()).GetProperty("accountName").GetString());
    }

    [Fact]
    public async Task Start_WithoutTheFolder_IsRefusedWithThePath()
    {
        _folder.CreateSubdirectory("x");
        var missing = Path.Combine(_folder.FullName, "missing", "file");

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            GateHost.StartAsync(services: services =>
                services.AddProfileTwoFactor().AddAuditFile(options => options.Path = missing)
            )
        );

        Assert.StartsWith(
            $"AuditFileOptions.Path is '{missing}', but this file can't be written.",
            refusal.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task File_ThatCantBeWritten_UndoesNothing()
    {
        await using var host = await StartAsync();
        _folder.Delete(recursive: true);

        var (owner, _) = await host.Host.EnableAsync();

        Assert.True((await owner.StatusAsync()).Json.GetProperty("enabled").GetBoolean());
        _folder.Create();
    }

    private Task<AccountHost> StartAsync() =>
        AccountHost.StartAsync(services =>
            services.AddProfileTwoFactor().AddAuditFile(options => options.Path = FilePath)
        );

    private AuditFileSink Sink(Action<AuditFileOptions>? change = null)
    {
        var options = new AuditFileOptions { Path = FilePath };
        change?.Invoke(options);
        return new AuditFileSink(Options.Create(options));
    }

    private List<JsonElement> Lines() =>
        [.. File.ReadAllLines(FilePath).Select(line => JsonDocument.Parse(line).RootElement)];

    internal static TwoFactorEvent Event(string accountName, DateTimeOffset? time = null) =>
        new CodeRefused(
            new TwoFactorEventContext
            {
                Scope = TwoFactorScope.Profile("acme"),
                ProfileName = "Acme Store",
                OwnerEmail = "olivia@example.com",
                MemberId = "m-1",
                AccountName = accountName,
                ActorMemberId = "m-1",
                ActorAccountName = accountName,
                Time = time ?? TestClock.Noon,
            },
            1
        );
}
