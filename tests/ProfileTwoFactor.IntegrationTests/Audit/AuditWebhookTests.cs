using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Audit;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Notifications;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.IntegrationTests.Audit;

/// <summary>The webhook against a receiver on a socket that fails in every way one can.</summary>
public sealed class AuditWebhookTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("audit-webhook-");
    private readonly RecordedLog _log = new();

    private string Spool => Path.Combine(_folder.FullName, "spool");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Events_ArriveOnceEachInOrder_Signed_AndNothingWaitsAfterwards()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var host = await StartAsync(receiver);

        await host.Host.EnableAsync();
        await host.Host.BindAsync("mark");

        await ArrivedAsync(receiver, host);
        Assert.Equal(Ids(host), receiver.Received.Select(one => one.Id));
        Assert.All(
            receiver.Received,
            one =>
            {
                Assert.True(one.IsSigned);
                Assert.Equal(one.Id, one.Json.GetProperty("id").GetString());
                Assert.Equal(
                    TestClock.Noon.ToUnixTimeSeconds(),
                    long.Parse(one.Timestamp, CultureInfo.InvariantCulture),
                    tolerance: 120
                );
            }
        );
        await EmptyAsync();
    }

    [Fact]
    public async Task Receiver_ThatFails_GetsTheEventAgain_LaterEachTime()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = _ => Task.FromResult(receiver.Received.Count < 4 ? 500 : 200);
        await using var host = await StartAsync(receiver);

        await host.Host.EnableAsync();
        foreach (var seconds in new[] { 1, 2, 4 })
        {
            // The clock stands still while a request is under way, however long that takes.
            await Eventually.IsAsync(
                () => host.Clock.Waits.Contains(TimeSpan.FromSeconds(seconds)),
                "the pause after a failure"
            );
            host.Clock.Advance(TimeSpan.FromSeconds(seconds));
        }

        await ArrivedAsync(receiver, host);
        var first = receiver.Received.Take(4).ToArray();
        Assert.Single(first.Select(one => one.Id).Distinct());
        var times = first
            .Select(one => long.Parse(one.Timestamp, CultureInfo.InvariantCulture))
            .ToArray();
        Assert.Equal([1, 2, 4], times.Skip(1).Zip(times, (next, before) => next - before));
        Assert.All(receiver.Received, one => Assert.True(one.IsSigned));
        Assert.Single(_log.WarningNames, name => name == "AuditDeliveryFailed");
        Assert.DoesNotContain("of-the-receiver", _log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(WebhookReceiver.Key, _log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receiver_ThatHangs_DelaysNoCall_AndGetsTheEventAgain()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var never = new TaskCompletionSource<int>();
        receiver.Answer = _ => receiver.Received.Count == 1 ? never.Task : Task.FromResult(200);
        await using var host = await StartAsync(receiver);

        // The call is answered while the receiver hangs: the clock, by which it would be given up, stands still.
        var (owner, _) = await host.Host.EnableAsync();
        await Eventually.IsAsync(() => receiver.Received.Count == 1, "a request that hangs");
        Assert.True((await owner.StatusAsync()).Json.GetProperty("enabled").GetBoolean());

        await ArrivedAsync(receiver, host);
        Assert.Equal(receiver.Received[0].Id, receiver.Received[1].Id);
    }

    [Fact]
    public async Task Receiver_ThatIsKilled_GetsTheRestWhenItIsBack()
    {
        using var port = new ReservedPort();
        var first = await WebhookReceiver.StartAsync(port.Number);
        await using var host = await StartAsync(first);
        await host.Host.EnableAsync();
        await ArrivedAsync(first, host);
        // The node has heard that they arrived: what it hasn't heard, it posts once more.
        await EmptyAsync();
        var before = Ids(host).Count;
        await first.DisposeAsync();

        await host.Host.BindAsync("mark");
        await Eventually.IsAsync(
            () => _log.WarningNames.Contains("AuditDeliveryFailed"),
            "a refused connection",
            clock: host.Clock
        );
        await using var second = await WebhookReceiver.StartAsync(port.Number);

        await Eventually.IsAsync(
            () => second.Accepted.Count == Ids(host).Count - before,
            "the rest",
            clock: host.Clock
        );
        Assert.Equal(Ids(host)[before..], second.Accepted.Select(one => one.Id));
    }

    [Fact]
    public async Task Receiver_ThatRedirects_IsntFollowed()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = _ => Task.FromResult(receiver.Received.Count == 1 ? 307 : 200);
        await using var host = await StartAsync(receiver);

        await host.Host.EnableAsync();

        await ArrivedAsync(receiver, host);
        Assert.Equal(receiver.Received[0].Id, receiver.Received[1].Id);
    }

    [Fact]
    public async Task Event_ThatTheReceiverCantTake_HoldsUpNoOther_AndIsDroppedInTheEnd()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = one =>
            Task.FromResult(one.Kind == nameof(ProfileTwoFactorEnabled) ? 422 : 200);
        await using var host = await StartAsync(
            receiver,
            options => options.GiveUpAfter = TimeSpan.FromMinutes(1)
        );

        await host.Host.EnableAsync();

        await Eventually.IsAsync(
            () => receiver.Accepted.Count == Ids(host).Count - 1,
            "all others",
            clock: host.Clock
        );
        Assert.DoesNotContain("AuditEventDropped", _log.WarningNames);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await Eventually.IsAsync(
            () => _log.WarningNames.Contains("AuditEventDropped"),
            "the event to be given up",
            clock: host.Clock
        );
        await EmptyAsync();
    }

    [Fact]
    public async Task Spool_ThatIsFull_KeepsWhatWaits_AndUndoesNothing()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = _ => Task.FromResult(503);
        await using var host = await StartAsync(receiver, options => options.MaxPendingEvents = 2);

        var (owner, app) = await host.Host.EnableAsync();
        await host.Host.BindAsync("mark");
        await host.Host.BindAsync("mei");

        Assert.Equal(3, Ids(host).Count);
        Assert.Equal(2, Waiting().Length);
        Assert.Single(_log.WarningNames, name => name == "AuditSpoolFull");
        Assert.True((await owner.StatusAsync()).Json.GetProperty("enabled").GetBoolean());

        receiver.Answer = _ => Task.FromResult(200);
        await Eventually.IsAsync(() => Waiting().Length == 0, "room", clock: host.Clock);
        Assert.Equal(Ids(host)[..2], receiver.Accepted.Select(one => one.Id));
        host.Clock.NextStep();
        await owner.VerifyAsync(app.CurrentCode());
        await Eventually.IsAsync(
            () => receiver.Accepted.Any(one => one.Id == Ids(host)[^1]),
            "what came when there was room",
            clock: host.Clock
        );
    }

    /// <summary>The worker reads the folder while requests write to it. An event that it didn't see is still one that waits.</summary>
    [Fact]
    public async Task Spool_ThatIsReadWhileAnEventComes_CountsIt()
    {
        var options = new AuditWebhookOptions { SpoolPath = Spool, MaxPendingEvents = 1000 };
        var spool = new AuditSpool(Options.Create(options));
        spool.Open();
        for (var number = 1; number <= 100; number++)
        {
            var id = $"event-{number}";
            var adding = Task.Run(() => spool.Add(id, TestClock.Noon, [1]));
            while (!adding.IsCompleted)
            {
                spool.List();
            }

            await adding;
            options.MaxPendingEvents = number;
            Assert.True(spool.IsFull, $"{number} events wait, and fewer are counted.");
            options.MaxPendingEvents = number + 1;
            Assert.False(spool.IsFull, $"{number} events wait, and more are counted.");
        }
    }

    /// <summary>As a process that was killed leaves it: kept, and not posted; and a file that it was writing.</summary>
    [Fact]
    public async Task Events_OfAnEarlierProcess_ArriveWithTheSameId()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = _ => Task.FromResult(500);
        IReadOnlyList<string> ids;
        await using (var first = await StartAsync(receiver))
        {
            await first.Host.EnableAsync();
            await Eventually.IsAsync(() => receiver.Received.Count > 0, "an attempt");
            ids = Ids(first);
        }

        await File.WriteAllTextAsync(Path.Combine(Spool, "000001-half.part"), "{\"id\":\"ha");
        await File.WriteAllTextAsync(Path.Combine(Spool, "foreign.json"), "x");
        receiver.Answer = _ => Task.FromResult(200);
        await using var second = await StartAsync(receiver);

        await Eventually.IsAsync(
            () => receiver.Accepted.Count == ids.Count,
            "what the first left",
            clock: second.Clock
        );
        Assert.Equal(ids, receiver.Accepted.Select(one => one.Id));
    }

    [Fact]
    public async Task Processes_ThatShareAFolder_PostEachEventOnce()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var first = await StartAsync(receiver);
        await using var second = await StartAsync(receiver);

        await first.Host.EnableAsync();
        await second.Host.EnableAsync();

        var all = Ids(first).Concat(Ids(second)).ToHashSet();
        await Eventually.IsAsync(
            () =>
            {
                // The one that delivers looks for the other's events by its own clock.
                second.Clock.Advance(TimeSpan.FromMilliseconds(10));
                return receiver.Accepted.Count >= all.Count;
            },
            "the events of both",
            clock: first.Clock
        );
        Assert.Equal(all.Count, receiver.Received.Count);
        Assert.True(all.SetEquals(receiver.Received.Select(one => one.Id)));
    }

    [Fact]
    public async Task Request_DuringAChangeOfTheKey_CarriesBothSignatures()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var host = await StartAsync(
            receiver,
            options =>
            {
                options.PreviousSigningKey = WebhookReceiver.Key;
                options.SigningKey = new string('n', 32);
            }
        );

        await host.Host.EnableAsync();

        await ArrivedAsync(receiver, host);
        Assert.All(
            receiver.Received,
            one => Assert.Equal(2, one.Signature.Split(',').Distinct().Count())
        );
    }

    [Fact]
    public async Task Folder_OfTheSpool_IsTheAppsUsersAlone()
    {
        if (OperatingSystem.IsWindows())
        {
            // The folder's own rights apply there.
            return;
        }

        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = _ => Task.FromResult(500);
        await using var host = await StartAsync(receiver);
        await host.Host.EnableAsync();

        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(Owner | UnixFileMode.UserExecute, File.GetUnixFileMode(Spool));
        Assert.NotEmpty(Waiting());
        foreach (var file in Waiting())
        {
            Assert.Equal(Owner, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public async Task Start_WithAFolderThatCantBeWritten_IsRefusedWithThePath()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "file"), "");
        await using var receiver = await WebhookReceiver.StartAsync();

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            StartAsync(
                receiver,
                options => options.SpoolPath = Path.Combine(_folder.FullName, "file", "spool")
            )
        );

        Assert.StartsWith(
            "AuditWebhookOptions.SpoolPath is '",
            refusal.Message,
            StringComparison.Ordinal
        );
    }

    private Task<AccountHost> StartAsync(
        WebhookReceiver receiver,
        Action<AuditWebhookOptions>? change = null
    ) =>
        AccountHost.StartAsync(services =>
        {
            services.AddLogging(logging => logging.AddProvider(_log));
            services
                .AddProfileTwoFactor()
                .AddAuditWebhook(options =>
                {
                    options.Url = receiver.Address;
                    options.SigningKey = WebhookReceiver.Key;
                    options.SpoolPath = Spool;
                    change?.Invoke(options);
                });
        });

    private static List<string> Ids(AccountHost host) =>
        [.. host.Events.All.Select(one => one.EventId)];

    private string[] Waiting() => Directory.GetFiles(Spool, "*.json");

    private Task EmptyAsync() => Eventually.IsAsync(() => Waiting().Length == 0, "an empty spool");

    private static Task ArrivedAsync(WebhookReceiver receiver, AccountHost host) =>
        Eventually.IsAsync(
            () => receiver.Accepted.Count == Ids(host).Count,
            "all events",
            clock: host.Clock
        );
}
