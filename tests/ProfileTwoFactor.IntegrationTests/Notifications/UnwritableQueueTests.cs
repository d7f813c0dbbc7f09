using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Mail.Queue;
using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.IntegrationTests.Notifications;

/// <summary>A queue that can be read and not written, as a database is that became read-only.</summary>
public sealed class UnwritableQueueTests : DeliveryTestBase
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(60);

    [Theory]
    [InlineData("claim")]
    [InlineData("unreadable")]
    [InlineData("stuck")]
    [InlineData("finished")]
    public async Task Jobs_that_cannot_be_written_are_tried_more_and_more_rarely_and_logged_once(
        string write
    )
    {
        var store = new SwitchableStore();
        var log = new RecordedLog();
        var attempts = new Attempts();
        await using var node = new MailNode(
            Clock,
            Members(1),
            Notifier,
            store,
            log: log,
            services: services =>
                services.Configure<NotificationWorkerOptions>(options =>
                    options.FirstRetry = FirstRetry
                )
        );
        await EnqueueNoticesAsync(node, 3);
        foreach (var job in await store.AllDueAsync(Clock.GetUtcNow()))
        {
            await store.WriteJobAsync(For(write, job), default);
        }

        store.BeforeDelete = () => new IOException("down");
        store.RefuseJob = job => attempts.Note(job.Id, Clock.GetUtcNow());
        await node.StartWorkerAsync();
        await Eventually.IsAsync(
            () => attempts.Of(3).Count == 3,
            "the third attempt of each job",
            clock: Clock
        );

        Assert.All(
            attempts.Of(3),
            times =>
            {
                Assert.True(times[1] - times[0] >= FirstRetry, "The second attempt came at once.");
                Assert.True(
                    times[2] - times[1] >= 2 * FirstRetry,
                    "The third attempt came as soon as the second."
                );
            }
        );
        Assert.Equal(1, Count(log.Text, "MailQueueFailed"));
    }

    [Fact]
    public async Task Mails_go_out_once_the_queue_can_be_written_again()
    {
        var store = new SwitchableStore();
        var attempts = new Attempts();
        await using var node = new MailNode(Clock, Members(1), Notifier, store);
        await EnqueueNoticesAsync(node, 3);
        store.RefuseJob = job => attempts.Note(job.Id, Clock.GetUtcNow());
        await node.StartWorkerAsync();
        await Eventually.IsAsync(() => attempts.Of(1).Count == 3, "an attempt", clock: Clock);

        store.RefuseJob = null;
        await QuietAsync(node);

        Assert.Equal(3, Notifier.Sent.Count);
    }

    [Fact]
    public async Task Jobs_that_cannot_be_written_keep_no_place_from_the_others()
    {
        var store = new SwitchableStore();
        await using var node = new MailNode(Clock, Members(1), Notifier, store);
        var bad = new HashSet<string>(StringComparer.Ordinal);
        await EnqueueNoticesAsync(node, 40, "beta");
        foreach (var job in await store.AllDueAsync(Clock.GetUtcNow()))
        {
            bad.Add(job.Id);
        }

        store.RefuseJob = job => bad.Contains(job.Id);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await EnqueueNoticesAsync(node, 3);
        await node.StartWorkerAsync();

        await Eventually.IsAsync(() => Notifier.Sent.Count == 3, "the other mails", clock: Clock);
    }

    private static NotificationJob For(string write, NotificationJob job)
    {
        if (write == "unreadable")
        {
            return job with { Payload = "{}" };
        }

        Assert.True(NotificationPayload.TryRead(job.Payload, out var payload));
        return job with
        {
            Payload = (
                write switch
                {
                    "stuck" => payload with { Started = 100 },
                    "finished" => payload with { Finished = true },
                    _ => payload,
                }
            ).Write(),
        };
    }

    /// <summary>When each job was tried.</summary>
    private sealed class Attempts
    {
        private readonly Lock _lock = new();
        private readonly Dictionary<string, List<DateTimeOffset>> _times = new(
            StringComparer.Ordinal
        );

        /// <returns>True: the write is refused.</returns>
        public bool Note(string job, DateTimeOffset now)
        {
            lock (_lock)
            {
                if (!_times.TryGetValue(job, out var times))
                {
                    _times[job] = times = [];
                }

                times.Add(now);
                return true;
            }
        }

        /// <summary>Of those jobs that were tried so often.</summary>
        public List<DateTimeOffset[]> Of(int count)
        {
            lock (_lock)
            {
                return
                [
                    .. _times
                        .Values.Where(times => times.Count >= count)
                        .Select(times => times.ToArray()),
                ];
            }
        }
    }
}
