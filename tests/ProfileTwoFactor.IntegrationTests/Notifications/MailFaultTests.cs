using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.Events.Internal;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Mail;
using ProfileTwoFactor.Mail.Queue;
using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Stores.InMemory;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.IntegrationTests.Notifications;

/// <summary>One profile, row, directory or store that is in trouble, and the mails of the others.</summary>
public sealed class MailFaultTests : DeliveryTestBase
{
    [Fact]
    public async Task A_personal_mail_does_not_wait_behind_forty_announcements_of_which_three_hang()
    {
        var hang = new TaskCompletionSource();
        var hanging = 0;
        Notifier.Before = mail =>
            mail.Kind == TwoFactorMailKind.ProfileEnabled && Interlocked.Increment(ref hanging) <= 3
                ? hang.Task
                : Task.CompletedTask;
        await using var node = new MailNode(Clock, Profiles(40), Notifier);
        for (var number = 0; number < 40; number++)
        {
            await node.EnableAsync($"profile-{number}");
        }

        await node.StartWorkerAsync();
        await Eventually.IsAsync(() => hanging == 3, "three announcements that hang", clock: Clock);
        await EnqueueNoticesAsync(node, 1);

        await Eventually.IsAsync(
            () => Notifier.Of(TwoFactorMailKind.AuthenticatorBound).Count == 1,
            "the mail to one person",
            clock: Clock
        );
        hang.SetResult();
        await Eventually.IsAsync(
            () => Notifier.Of(TwoFactorMailKind.ProfileEnabled).Count == 40,
            "the announcements",
            clock: Clock
        );
    }

    [Fact]
    public async Task A_profile_with_many_mails_that_hang_leaves_places_to_the_others()
    {
        var hang = new TaskCompletionSource();
        Notifier.Before = mail =>
            mail.To.StartsWith("notice-", StringComparison.Ordinal)
                ? hang.Task
                : Task.CompletedTask;
        await using var node = new MailNode(Clock, Members(1), Notifier);
        await EnqueueNoticesAsync(node, 50);
        await EnqueueNoticesAsync(node, 1, "beta");

        await node.StartWorkerAsync();

        await Eventually.IsAsync(
            () => Notifier.Sent.Count == 1,
            "the mail of the other profile",
            clock: Clock
        );
        Assert.StartsWith("beta-", Notifier.Sent[0].To, StringComparison.Ordinal);
        hang.SetResult();
        await Eventually.IsAsync(
            () => Notifier.Sent.Count == 51,
            "the mails of the first",
            clock: Clock
        );
    }

    [Fact]
    public async Task A_directory_that_blocks_for_one_profile_stops_no_other_mail()
    {
        using var blocked = new ManualResetEventSlim();
        var directory = new BlockingDirectory(Profiles(2), "profile-0", blocked);
        var log = new RecordedLog();
        await using var node = new MailNode(
            Clock,
            directory,
            Notifier,
            log: log,
            services: services =>
                services.Configure<NotificationWorkerOptions>(options =>
                {
                    options.DirectoryPatience = TimeSpan.FromMilliseconds(200);
                    options.AnnouncementPlaces = 1;
                })
        );
        await node.EnableAsync("profile-0");
        Clock.Advance(TimeSpan.FromSeconds(1));
        await node.EnableAsync("profile-1");
        await EnqueueNoticesAsync(node, 1);

        await node.StartWorkerAsync();

        // The one place of announcements comes free as well: what hangs is put off.
        await Eventually.IsAsync(
            () => Notifier.Sent.Count == 2,
            "the mails of the others",
            clock: Clock
        );
        Assert.Contains("MailQueueFailed", log.Text, StringComparison.Ordinal);
        Assert.Contains("TimeoutException", log.Text, StringComparison.Ordinal);
        blocked.Set();
    }

    [Fact]
    public async Task A_store_that_cannot_delete_sends_a_mail_once()
    {
        var store = new SwitchableStore { BeforeDelete = () => new IOException("syntax error") };
        await using var node = new MailNode(Clock, Members(3), Notifier, store);
        await node.EnableAsync();
        await EnqueueNoticesAsync(node, 2);

        for (var round = 0; round < 10; round++)
        {
            await WorkAsync(node);
            Clock.Advance(TimeSpan.FromHours(8));
        }

        Assert.Equal(5, Notifier.Sent.Count);
    }

    [Fact]
    public async Task A_store_that_takes_claims_and_no_outcome_has_a_mail_sent_three_times_and_no_more()
    {
        var store = new SwitchableStore
        {
            BeforeDelete = () => new IOException("down"),
            RefuseJob = job =>
                job.Version > 0 && !job.Payload.Contains("\"started\":", StringComparison.Ordinal),
        };
        var log = new RecordedLog();
        await using var node = new MailNode(Clock, Members(1), Notifier, store, log: log);
        await EnqueueNoticesAsync(node, 1);

        for (var round = 0; round < 6; round++)
        {
            await Record.ExceptionAsync(() => WorkAsync(node));
            Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(3, Notifier.Sent.Count);
        Assert.Contains("MailStuck", log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_takes_no_note_of_a_recipient_stops_the_announcement_after_one_mail()
    {
        var store = new SwitchableStore
        {
            BeforeDeliveryWrite = () => throw new IOException("down"),
        };
        await using var node = new MailNode(Clock, Members(5), Notifier, store);
        await node.EnableAsync();

        for (var round = 0; round < 5; round++)
        {
            await WorkAsync(node);
            Clock.Advance(TimeSpan.FromMinutes(2));
        }

        Assert.Single(Notifier.Sent);
        store.BeforeDeliveryWrite = null;
        await UntilDoneAsync(node);
        Assert.Equal(5, Notifier.Sent.Count);
        Assert.Equal(5, Notifier.Sent.Select(mail => mail.To).Distinct().Count());
    }

    [Fact]
    public async Task A_node_whose_clock_is_ahead_takes_no_mail_from_the_node_that_has_it()
    {
        var shared = new InMemoryNotificationStore();
        var policies = new InMemoryPolicyStore();
        var ahead = TestClock.AtNoon();
        ahead.Advance(TimeSpan.FromMinutes(5));
        var (reached, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        Notifier.Before = _ =>
        {
            reached.TrySetResult();
            return go.Task;
        };
        await using var first = new MailNode(
            Clock,
            Members(1),
            Notifier,
            shared,
            policies,
            services: AddClock
        );
        await using var second = new MailNode(
            ahead,
            Members(1),
            Notifier,
            shared,
            policies,
            services: AddClock
        );
        await EnqueueNoticesAsync(first, 1);

        var sending = first.WorkAsync(Clock.GetUtcNow());
        await reached.Task;

        Assert.Empty(
            await second
                .Services.GetRequiredService<NotificationQueue>()
                .ListDueAsync(NotificationLane.Personal, 10, [])
        );
        go.SetResult();
        await sending;
        Assert.Single(Notifier.Sent);

        void AddClock(IServiceCollection services) =>
            services.AddSingleton<IStoreClock>(new SharedClock(Clock));
    }

    /// <summary>The worker and the requests write the same job, and any of them may come between another's reading and writing.</summary>
    [Fact]
    public async Task A_fact_that_comes_while_the_pace_of_an_earlier_one_is_written_down_waits_for_it()
    {
        var store = new SwitchableStore();
        await using var node = new MailNode(Clock, Members(1), Notifier, store);
        var events = node.Services.GetRequiredService<TwoFactorEventPublisher>();
        var filed = new List<Task> { events.PublishAsync(Enabled()) };
        // One fact comes while the first mail is on its way, and another while the second one's job is put off.
        Notifier.After = _ => filed.Add(events.PublishAsync(Enabled()));
        store.RefuseJob = job =>
        {
            if (
                filed.Count == 2
                && job.NotBefore > Clock.GetUtcNow().AddMinutes(30)
                && !job.Payload.Contains("\"finished\":true", StringComparison.Ordinal)
            )
            {
                filed.Add(events.PublishAsync(Enabled()));
            }

            return false;
        };
        await WorkAsync(node);
        Notifier.After = null;
        await Task.WhenAll(filed);
        Assert.Equal(3, filed.Count);

        for (var minute = 0; minute < 59; minute++)
        {
            Clock.Advance(TimeSpan.FromMinutes(1));
            await WorkAsync(node);
        }

        Assert.Single(Notifier.Of(TwoFactorMailKind.ProfileEnabledByOwner));
        Clock.Advance(TimeSpan.FromMinutes(2));
        await WorkAsync(node);
        Assert.Equal(2, Notifier.Of(TwoFactorMailKind.ProfileEnabledByOwner).Count);
    }

    private ProfileTwoFactorEnabled Enabled() =>
        new(
            new TwoFactorEventContext
            {
                Scope = TwoFactorScope.Profile("acme"),
                ProfileName = "Acme Store",
                OwnerEmail = "olivia@example.com",
                MemberId = "acme-olivia",
                AccountName = "olivia@example.com",
                ActorMemberId = "acme-olivia",
                ActorAccountName = "olivia@example.com",
                Time = Clock.GetUtcNow(),
            },
            "epoch-1"
        );

    /// <summary>Works on what is due, while the waits between attempts pass.</summary>
    private async Task WorkAsync(MailNode node)
    {
        var work = node.WorkAsync(Clock.GetUtcNow());
        await Eventually.IsAsync(() => work.IsCompleted, "the end of the work", clock: Clock);
        await work;
    }

    private static TestDirectory Profiles(int count)
    {
        var directory = new TestDirectory();
        for (var number = 0; number < count; number++)
        {
            directory.AddProfile($"profile-{number}", $"Profile {number}", "olivia");
            directory.AddMember($"profile-{number}", $"member-{number}");
        }

        return directory;
    }

    private sealed class SharedClock(TimeProvider time) : IStoreClock
    {
        public Task<DateTimeOffset?> GetUtcNowAsync(CancellationToken cancellationToken) =>
            Task.FromResult<DateTimeOffset?>(time.GetUtcNow());
    }

    /// <summary>Blocks the thread that asks for the members of one profile.</summary>
    private sealed class BlockingDirectory(
        TestDirectory inner,
        string profile,
        ManualResetEventSlim until
    ) : IProfileDirectory
    {
        public ValueTask<ProfileAccess?> FindAsync(
            string profileId,
            System.Security.Claims.ClaimsPrincipal user,
            CancellationToken cancellationToken
        ) => inner.FindAsync(profileId, user, cancellationToken);

        public ValueTask<ProfileMember?> FindMemberAsync(
            string profileId,
            string memberId,
            CancellationToken cancellationToken
        ) => inner.FindMemberAsync(profileId, memberId, cancellationToken);

        public IAsyncEnumerable<ProfileMember> ListMembersAsync(
            string profileId,
            CancellationToken cancellationToken
        )
        {
            if (profileId == profile)
            {
                until.Wait(CancellationToken.None);
            }

            return inner.ListMembersAsync(profileId, cancellationToken);
        }
    }
}
