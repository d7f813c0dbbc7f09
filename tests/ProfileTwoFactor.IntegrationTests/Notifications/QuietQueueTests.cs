using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Mail.Queue;
using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.Stores.InMemory;

namespace ProfileTwoFactor.IntegrationTests.Notifications;

/// <summary>A queue in which nothing waits is asked rarely, and what comes into it is sent soon.</summary>
public sealed class QuietQueueTests : DeliveryTestBase
{
    /// <summary>Each look asks for either list.</summary>
    private const int Lists = 2;

    private readonly InMemoryNotificationStore _queue = new();
    private readonly InMemoryPolicyStore _policies = new();

    [Fact]
    public async Task Queue_InWhichNothingWaits_IsAskedOnceAMinute()
    {
        var store = new SwitchableStore(_queue);
        await using var node = Node(store);
        await node.StartWorkerAsync();

        await PassAsync(TimeSpan.FromMinutes(5));

        // After 0, 5, 15, 35, 75, 135, 195 and 255 seconds.
        Assert.Equal(8 * Lists, store.Looks);
    }

    [Fact]
    public async Task Mail_OfThisNode_IsSentAtOnce_HoweverQuietTheQueueWas()
    {
        var store = new SwitchableStore(_queue);
        await using var node = Node(store);
        await node.StartWorkerAsync();
        await PassAsync(TimeSpan.FromMinutes(3));

        // The clock stands still from here on.
        await EnqueueNoticesAsync(node, 1);

        await Eventually.IsAsync(() => Notifier.Sent.Count == 1, "the mail");
    }

    [Fact]
    public async Task Mail_ThatAnotherNodeLeft_IsSentWithinAMinute_HoweverQuietTheQueueWas()
    {
        var store = new SwitchableStore(_queue);
        await using var node = Node(store);
        await node.StartWorkerAsync();
        await PassAsync(TimeSpan.FromMinutes(3));
        await using var stopped = Node(_queue);

        await EnqueueNoticesAsync(stopped, 1);
        var left = Clock.GetUtcNow();
        var looks = store.Looks;
        while (store.Looks == looks)
        {
            await PassAsync(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(Clock.GetUtcNow() - left, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        // However long it takes to write and to send.
        await Eventually.IsAsync(() => Notifier.Sent.Count == 1, "the mail");
    }

    [Fact]
    public async Task Queue_ThatIsBackAfterItFailed_IsAskedWithinSeconds()
    {
        var store = new SwitchableStore(_queue) { IsDown = true };
        await using var node = Node(store);
        await node.StartWorkerAsync();
        await PassAsync(TimeSpan.FromMinutes(3));
        var looks = store.Looks;

        await PassAsync(TimeSpan.FromMinutes(1));

        // Every five seconds. What fails for the first list isn't asked for the second.
        Assert.Equal(12, store.Looks - looks);
    }

    private MailNode Node(INotificationStore store) =>
        new(
            Clock,
            Members(1),
            Notifier,
            store,
            _policies,
            services: services =>
                services.Configure<NotificationWorkerOptions>(options =>
                    options.PollInterval = new NotificationWorkerOptions().PollInterval
                )
        );

    /// <summary>In steps, each of them when the worker has done what the one before gave it to do.</summary>
    private async Task PassAsync(TimeSpan time)
    {
        var end = Clock.GetUtcNow() + time;
        await RestAsync();
        while (Clock.GetUtcNow() < end)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            await RestAsync();
        }
    }

    private Task RestAsync() =>
        Eventually.IsAsync(() => Clock.Waits.Count > 0, "the worker waits for its next look");
}
