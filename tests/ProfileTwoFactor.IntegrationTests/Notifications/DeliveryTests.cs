using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Internal;

namespace ProfileTwoFactor.IntegrationTests.Notifications;

/// <summary>Sending in the background: crashes, several nodes, mail servers that are down.</summary>
public sealed class DeliveryTests
{
    private static readonly TimeSpan LeaseAndMore = TimeSpan.FromSeconds(31);

    private readonly ManualClock _clock = new();
    private readonly RecordingNotifier _notifier = new();

    [Fact]
    public async Task A_crash_between_sending_and_noting_sends_one_mail_twice_and_leaves_nobody_out()
    {
        var directory = Crowd(1000);
        var shared = new InMemoryNotificationStore();
        var policies = new InMemoryPolicyStore();
        var dying = new SwitchableStore(shared);
        var dead = new TaskCompletionSource();
        var never = new TaskCompletionSource();
        var first = new MailNode(_clock, directory, _notifier, dying, policies);
        await first.EnableAsync();
        var sent = 0;
        _notifier.After = _ =>
        {
            if (++sent == 500)
            {
                // The process is gone: nothing of it reaches the store any more.
                dying.BeforeJobWrite = dying.BeforeDeliveryWrite = () =>
                {
                    dead.TrySetResult();
                    return never.Task;
                };
            }
        };
        var abandoned = first.WorkAsync(_clock.GetUtcNow());
        await dead.Task;
        Assert.False(abandoned.IsCompleted);
        _notifier.After = null;

        await using var second = new MailNode(_clock, directory, _notifier, shared, policies);
        Assert.Equal(0, await second.WorkAsync(_clock.GetUtcNow()));
        Assert.Equal(500, _notifier.Sent.Count);
        _clock.Advance(LeaseAndMore);
        await second.WorkAsync(_clock.GetUtcNow());

        Assert.Equal(1001, _notifier.Sent.Count);
        Assert.Equal(1000, _notifier.Sent.Select(mail => mail.To).Distinct().Count());
        var twice = Assert.Single(
            _notifier.Sent.GroupBy(mail => mail.Id),
            group => group.Count() > 1
        );
        Assert.Equal(2, twice.Count());
    }

    [Fact]
    public async Task A_node_that_was_paused_beyond_its_claim_stops_before_the_next_mail()
    {
        var directory = Crowd(10);
        await using var node = new MailNode(_clock, directory, _notifier);
        await node.EnableAsync();
        _notifier.After = _ => _clock.Advance(LeaseAndMore);

        await node.WorkAsync(_clock.GetUtcNow());

        Assert.Single(_notifier.Sent);
        _notifier.After = null;
        await node.WorkAsync(_clock.GetUtcNow());
        Assert.Equal(10, _notifier.Sent.Count);
    }

    [Fact]
    public async Task Nodes_on_one_database_send_each_mail_once()
    {
        var path = Path.Combine(Path.GetTempPath(), $"mail-{Guid.NewGuid():N}.db");
        var sqlite = $"Data Source={path}";
        try
        {
            var directory = Crowd(60);
            await using var first = new MailNode(_clock, directory, _notifier, sqlite: sqlite);
            await using var second = new MailNode(_clock, directory, _notifier, sqlite: sqlite);
            await using (var scope = first.Services.CreateAsyncScope())
            {
                var database = scope.ServiceProvider.GetRequiredService<MailContext>().Database;
                await database.EnsureCreatedAsync();
                await database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL");
            }

            await first.EnableAsync();
            await EnqueueNoticesAsync(first, 20);
            await first.StartWorkerAsync();
            await second.StartWorkerAsync();
            await Eventually.IsAsync(() => _notifier.Sent.Count >= 80, "80 mails");
            await QuietAsync(first);

            Assert.Equal(80, _notifier.Sent.Count);
            Assert.Equal(80, _notifier.Sent.Select(mail => mail.Id).Distinct().Count());
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            foreach (var suffix in new[] { "", "-wal", "-shm" })
            {
                File.Delete(path + suffix);
            }
        }
    }

    [Fact]
    public async Task Members_WhoJoinOrLeaveMeanwhile_AreToldOrNot()
    {
        var directory = Crowd(40);
        await using var node = new MailNode(_clock, directory, _notifier);
        await node.EnableAsync();
        var done = false;
        _notifier.After = mail =>
        {
            if (!done)
            {
                done = true;
                directory.AddMember("acme", "aaa-joined");
                directory.AddMember("acme", "zzz-joined");
            }
        };

        await node.WorkAsync(_clock.GetUtcNow());

        Assert.Equal(42, _notifier.Sent.Count);
        Assert.Equal(42, _notifier.Sent.Select(mail => mail.To).Distinct().Count());
    }

    [Fact]
    public async Task Mail_server_that_is_down_for_a_while_loses_and_doubles_nothing()
    {
        await using var server = new LoopbackSmtpServer();
        await using var node = new MailNode(_clock, Crowd(50), Smtp(server));
        await node.EnableAsync();
        await EnqueueNoticesAsync(node, 3);

        for (var minute = 0; minute < 10; minute++)
        {
            await node.WorkAsync(_clock.GetUtcNow());
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Empty(server.Received);
        server.Start();
        await UntilDoneAsync(node);

        Assert.Equal(53, server.Received.Count);
        Assert.Equal(
            50,
            server
                .Received.SelectMany(mail => mail.Recipients)
                .Where(to => to.StartsWith("member-", StringComparison.Ordinal))
                .Distinct()
                .Count()
        );
    }

    [Fact]
    public async Task Addresses_the_server_refuses_are_given_up_and_hold_up_nobody_and_are_not_logged()
    {
        await using var server = new LoopbackSmtpServer
        {
            Refuse = to =>
                to.StartsWith("member-000", StringComparison.Ordinal)
                    ? $"550 <{to}> unknown"
                    : null,
        };
        server.Start();
        var log = new CapturedLog();
        await using var node = new MailNode(_clock, Crowd(30), Smtp(server), log: log);
        await node.EnableAsync();

        await UntilDoneAsync(node);

        Assert.Equal(20, server.Received.Count);
        Assert.Equal(10, Count(log.Text, "MailDropped"));
        Assert.DoesNotContain("member-0", log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("@example.com", log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Notice_ThatNeverGoesOut_IsGivenUpAfterDays()
    {
        _notifier.Before = _ => throw new IOException("down");
        var log = new CapturedLog();
        await using var node = new MailNode(_clock, Crowd(1), _notifier, log: log);
        await EnqueueNoticesAsync(node, 1);

        await node.WorkAsync(_clock.GetUtcNow());
        _clock.Advance(TimeSpan.FromDays(2));
        await node.WorkAsync(_clock.GetUtcNow());
        Assert.DoesNotContain("MailDropped", log.Text, StringComparison.Ordinal);
        _clock.Advance(TimeSpan.FromDays(1));
        await node.WorkAsync(_clock.GetUtcNow());

        Assert.Equal(1, Count(log.Text, "MailDropped"));
        Assert.Empty(await node.Store.ListDueJobsAsync(DateTimeOffset.MaxValue, 10, default));
    }

    [Fact]
    public void Retries_BecomeRarer_UpToAMinute()
    {
        var options = new NotificationWorkerOptions();

        Assert.Equal(
            [1, 2, 4, 8, 16, 32, 60, 60],
            Enumerable.Range(1, 8).Select(attempt => options.RetryAfter(attempt).TotalSeconds)
        );
        Assert.Equal(60, options.RetryAfter(int.MaxValue).TotalSeconds);
    }

    [Fact]
    public async Task Announcement_OfASwitchThatNeverHappened_TellsNobodyAndIsDropped()
    {
        await using var node = new MailNode(_clock, Crowd(5), _notifier);
        await node.EnableAsync();
        var scope = TwoFactorScope.Profile("acme");
        var policy = await node.Policies.FindAsync(scope, default);
        await node.Policies.WriteAsync(policy! with { Epoch = "another" }, default);

        await node.WorkAsync(_clock.GetUtcNow());
        Assert.Empty(_notifier.Sent);
        Assert.Single(await PendingAsync(node));
        _clock.Advance(TimeSpan.FromMinutes(16));
        await node.WorkAsync(_clock.GetUtcNow());

        Assert.Empty(_notifier.Sent);
        Assert.Empty(await PendingAsync(node));
    }

    [Fact]
    public async Task Announcement_IsStoppedWhenTheProfileIsSwitchedOffInTheMiddle()
    {
        await using var node = new MailNode(_clock, Crowd(200), _notifier);
        await node.EnableAsync();
        _notifier.After = _ =>
        {
            if (_notifier.Sent.Count == 30)
            {
                var policy = node.Policies.FindAsync(TwoFactorScope.Profile("acme"), default);
                node.Policies.WriteAsync(
                    policy.Result! with
                    {
                        Enabled = false,
                        Epoch = "off",
                    },
                    default
                );
            }
        };

        await node.WorkAsync(_clock.GetUtcNow());

        Assert.InRange(_notifier.Sent.Count, 30, 60);
    }

    [Fact]
    public async Task Announcement_FiledTwice_IsSentOnce()
    {
        await using var node = new MailNode(_clock, Crowd(5), _notifier);
        await node.EnableAsync();
        await node.WorkAsync(_clock.GetUtcNow());
        var scope = TwoFactorScope.Profile("acme");
        var policy = await node.Policies.FindAsync(scope, default);
        await node.Policies.WriteAsync(policy! with { AnnouncementPending = true }, default);
        node.Services.GetRequiredService<PendingAnnouncements>().Enqueue(scope);

        await node.Services.GetRequiredService<Announcements>().FileMissingAsync(default);
        await node.WorkAsync(_clock.GetUtcNow());

        Assert.Equal(5, _notifier.Sent.Count);
        Assert.False((await node.Policies.FindAsync(scope, default))!.AnnouncementPending);
        _clock.Advance(TimeSpan.FromDays(2));
        await node.WorkAsync(_clock.GetUtcNow());
        Assert.Empty(await node.Store.ListDueJobsAsync(DateTimeOffset.MaxValue, 10, default));
        Assert.Equal(5, _notifier.Sent.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"kind\":99,\"scopeKind\":1,\"scopeId\":\"a\"}")]
    public async Task Job_ThatMakesNoSense_IsLeftAlone(string payload)
    {
        var log = new CapturedLog();
        await using var node = new MailNode(_clock, Crowd(1), _notifier, log: log);
        await node.Store.WriteJobAsync(
            new NotificationJob
            {
                Id = "job-1",
                NotBefore = _clock.GetUtcNow(),
                Payload = payload,
            },
            default
        );

        await node.WorkAsync(_clock.GetUtcNow());

        Assert.Equal(1, Count(log.Text, "MailUnreadable"));
        Assert.Empty(_notifier.Sent);
        Assert.Empty(await node.Store.ListDueJobsAsync(_clock.GetUtcNow(), 10, default));
        Assert.Single(await PendingAsync(node));
    }

    [Fact]
    public async Task Stop_InTheMiddle_LeavesTheRestToTheNextNodeAtOnce()
    {
        var store = new InMemoryNotificationStore();
        var policies = new InMemoryPolicyStore();
        var directory = Crowd(100);
        var reached = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        await using (var first = new MailNode(_clock, directory, _notifier, store, policies))
        {
            await first.EnableAsync();
            _notifier.Before = async _ =>
            {
                if (_notifier.Sent.Count == 10)
                {
                    reached.TrySetResult();
                    await go.Task;
                }
            };
            await first.StartWorkerAsync();
            await reached.Task;
            var stopping = first.StopWorkerAsync();
            go.SetResult();
            await stopping;
        }

        Assert.Equal(11, _notifier.Sent.Count);
        _notifier.Before = null;
        await using var second = new MailNode(_clock, directory, _notifier, store, policies);
        await second.WorkAsync(_clock.GetUtcNow());
        Assert.Equal(100, _notifier.Sent.Count);
        Assert.Equal(100, _notifier.Sent.Select(mail => mail.To).Distinct().Count());
    }

    private static TestDirectory Crowd(int members)
    {
        var directory = new TestDirectory();
        directory.AddProfile("acme", "Acme Store", "olivia");
        directory.AddMember("acme", "olivia");
        for (var number = 0; number < members; number++)
        {
            directory.AddMember("acme", $"member-{number:D4}");
        }

        return directory;
    }

    private static SmtpNotifier Smtp(LoopbackSmtpServer server) =>
        new(
            Options.Create(
                new SmtpNotifierOptions
                {
                    Host = "127.0.0.1",
                    Port = server.Port,
                    From = "heatmap@example.com",
                }
            )
        );

    private async Task EnqueueNoticesAsync(MailNode node, int count)
    {
        var events = node.Services.GetRequiredService<TwoFactorEvents>();
        for (var number = 0; number < count; number++)
        {
            await events.PublishAsync(
                new AuthenticatorBound(
                    new TwoFactorEventContext
                    {
                        Scope = TwoFactorScope.Profile("acme"),
                        ProfileName = "Acme Store",
                        OwnerEmail = "olivia@example.com",
                        MemberId = $"notice-{number}",
                        AccountName = $"notice-{number}@example.com",
                        ActorMemberId = $"notice-{number}",
                        ActorAccountName = $"notice-{number}@example.com",
                        Time = _clock.GetUtcNow(),
                    }
                )
            );
        }
    }

    /// <summary>What is neither done nor a memory of something done.</summary>
    private Task<IReadOnlyList<NotificationJob>> PendingAsync(MailNode node) =>
        node.Store.ListDueJobsAsync(_clock.GetUtcNow() + TimeSpan.FromHours(2), 10, default);

    private Task QuietAsync(MailNode node) =>
        Eventually.IsAsync(async () => (await PendingAsync(node)).Count == 0, "an empty queue");

    private async Task UntilDoneAsync(MailNode node)
    {
        for (var round = 0; (await PendingAsync(node)).Count > 0; round++)
        {
            Assert.True(round < 50, "The queue does not become empty.");
            await node.WorkAsync(_clock.GetUtcNow());
            _clock.Advance(TimeSpan.FromMinutes(2));
        }
    }

    private static int Count(string text, string part) =>
        text.Split(part + ":", StringSplitOptions.None).Length - 1;
}
