using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.Stores.InMemory;

namespace ProfileTwoFactor.IntegrationTests.Notifications;

/// <summary>Sending in the background: crashes, several nodes, stops.</summary>
public sealed class DeliveryTests : DeliveryTestBase
{
    private static readonly TimeSpan LeaseAndMore = TimeSpan.FromSeconds(31);

    [Fact]
    public async Task A_crash_between_sending_and_noting_sends_one_mail_twice_and_leaves_no_member_out()
    {
        var directory = Members(1000);
        var shared = new InMemoryNotificationStore();
        var policies = new InMemoryPolicyStore();
        var dying = new SwitchableStore(shared);
        var dead = new TaskCompletionSource();
        var never = new TaskCompletionSource();
        var first = new MailNode(Clock, directory, Notifier, dying, policies);
        await first.EnableAsync();
        var sent = 0;
        Notifier.After = _ =>
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
        var abandoned = first.WorkAsync(Clock.GetUtcNow());
        await dead.Task;
        Assert.False(abandoned.IsCompleted);
        Notifier.After = null;

        await using var second = new MailNode(Clock, directory, Notifier, shared, policies);
        Assert.Equal(0, await second.WorkAsync(Clock.GetUtcNow()));
        Assert.Equal(500, Notifier.Sent.Count);
        Clock.Advance(LeaseAndMore);
        await second.WorkAsync(Clock.GetUtcNow());

        Assert.Equal(1001, Notifier.Sent.Count);
        Assert.Equal(1000, Notifier.Sent.Select(mail => mail.To).Distinct().Count());
        var twice = Assert.Single(
            Notifier.Sent.GroupBy(mail => mail.Id),
            group => group.Count() > 1
        );
        Assert.Equal(2, twice.Count());
    }

    [Fact]
    public async Task A_node_that_was_paused_beyond_its_claim_stops_before_the_next_mail()
    {
        var directory = Members(10);
        await using var node = new MailNode(Clock, directory, Notifier);
        await node.EnableAsync();
        // Set, not advanced: a process that is paused has no timer with which to renew its claim.
        Notifier.After = _ => Clock.AdjustTime(Clock.GetUtcNow() + LeaseAndMore);

        await node.WorkAsync(Clock.GetUtcNow());

        Assert.Single(Notifier.Sent);
        Notifier.After = null;
        await node.WorkAsync(Clock.GetUtcNow());
        Assert.Equal(10, Notifier.Sent.Count);
    }

    [Fact]
    public async Task Nodes_on_one_database_send_each_mail_once()
    {
        var path = Path.Combine(Path.GetTempPath(), $"mail-{Guid.NewGuid():N}.db");
        var sqlite = $"Data Source={path}";
        try
        {
            var directory = Members(60);
            await using var first = new MailNode(Clock, directory, Notifier, sqlite: sqlite);
            await using var second = new MailNode(Clock, directory, Notifier, sqlite: sqlite);
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
            await Eventually.IsAsync(() => Notifier.Sent.Count >= 80, "80 mails", clock: Clock);
            await QuietAsync(first);

            Assert.Equal(80, Notifier.Sent.Count);
            Assert.Equal(80, Notifier.Sent.Select(mail => mail.Id).Distinct().Count());
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
    public async Task A_stop_in_the_middle_leaves_the_rest_to_the_next_node_at_once()
    {
        var store = new InMemoryNotificationStore();
        var policies = new InMemoryPolicyStore();
        var directory = Members(100);
        var reached = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        await using (var first = new MailNode(Clock, directory, Notifier, store, policies))
        {
            await first.EnableAsync();
            Notifier.Before = async _ =>
            {
                if (Notifier.Sent.Count == 10)
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

        Assert.Equal(11, Notifier.Sent.Count);
        Notifier.Before = null;
        await using var second = new MailNode(Clock, directory, Notifier, store, policies);
        await second.WorkAsync(Clock.GetUtcNow());
        Assert.Equal(100, Notifier.Sent.Count);
        Assert.Equal(100, Notifier.Sent.Select(mail => mail.To).Distinct().Count());
    }
}
