using System.Text.Json;
using Microsoft.Data.Sqlite;
using ProfileTwoFactor.IntegrationTests.Audit;
using ProfileTwoFactor.IntegrationTests.Notifications;

namespace ProfileTwoFactor.IntegrationTests.Sample;

/// <summary>The whole site is killed while it posts an event.</summary>
public sealed class SampleAuditCrashTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("heatmap-audit-");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_process_that_is_killed_while_it_posts_leaves_no_event_out()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var first = await SampleProcess.StartAsync(Settings(receiver));
        var died = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        receiver.Answer = async one =>
        {
            // The worst moment: the event is here, and its sender never learns that.
            arrived.TrySetResult();
            await died.Task;
            // To no one. It doesn't count as taken, whether or not the receiver has noticed that yet.
            return 503;
        };
        await (await first.SignedInAsync("olivia")).EnableAsync();
        await arrived.Task.WaitAsync(TimeSpan.FromMinutes(2));
        var cut = receiver.Received[0].Id;
        first.Kill();
        receiver.Answer = _ => Task.FromResult(200);
        died.SetResult();

        await using var second = await SampleProcess.StartAsync(Settings(receiver));
        var written = Lines().Select(line => line.GetProperty("id").GetString()).ToHashSet();
        await Eventually.IsAsync(
            () => written.All(id => receiver.Accepted.Any(one => one.Id == id)),
            "every event of the file"
        );

        Assert.NotEmpty(written);
        Assert.Equal(2, receiver.Received.Count(one => one.Id == cut));
        Assert.All(receiver.Received, one => Assert.True(one.IsSigned));
    }

    private List<JsonElement> Lines() =>
        [
            .. File.ReadAllLines(Path.Combine(_folder.FullName, "audit.ndjson"))
                .Select(line => JsonDocument.Parse(line).RootElement),
        ];

    private Dictionary<string, string> Settings(WebhookReceiver receiver) =>
        new()
        {
            ["ConnectionStrings:Database"] =
                $"Data Source={Path.Combine(_folder.FullName, "heatmap.db")}",
            ["DataProtection:KeysPath"] = Path.Combine(_folder.FullName, "keys"),
            ["Audit:File"] = Path.Combine(_folder.FullName, "audit.ndjson"),
            ["Audit:Webhook:Url"] = receiver.Address.ToString(),
            ["Audit:Webhook:SigningKey"] = WebhookReceiver.Key,
            ["Audit:Webhook:SpoolPath"] = Path.Combine(_folder.FullName, "spool"),
        };
}
