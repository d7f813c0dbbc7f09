using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.Events.Internal;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Mail;
using ProfileTwoFactor.Mail.Smtp;
using ProfileTwoFactor.Mail.Stores;

namespace ProfileTwoFactor.IntegrationTests.Notifications;

/// <summary>A profile with many members whose mails go out in the background, on a clock of the test's.</summary>
public abstract class DeliveryTestBase
{
    private protected WatchedClock Clock { get; } = TestClock.AtNoon();

    private protected RecordingNotifier Notifier { get; } = new();

    private protected static TestDirectory Members(int members)
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

    private protected static SmtpNotifier Smtp(LoopbackSmtpServer server) =>
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

    private protected async Task EnqueueNoticesAsync(
        MailNode node,
        int count,
        string profile = "acme"
    )
    {
        var events = node.Services.GetRequiredService<TwoFactorEventPublisher>();
        for (var number = 0; number < count; number++)
        {
            await events.PublishAsync(
                new AuthenticatorBound(
                    new TwoFactorEventContext
                    {
                        Scope = TwoFactorScope.Profile(profile),
                        ProfileName = "Acme Store",
                        OwnerEmail = "olivia@example.com",
                        MemberId = Name(number),
                        AccountName = $"{Name(number)}@example.com",
                        ActorMemberId = Name(number),
                        ActorAccountName = $"{Name(number)}@example.com",
                        Time = Clock.GetUtcNow(),
                    }
                )
            );
        }

        string Name(int number) => profile == "acme" ? $"notice-{number}" : $"{profile}-{number}";
    }

    /// <summary>What is neither done nor a memory of something done.</summary>
    private protected Task<IReadOnlyList<NotificationJob>> PendingAsync(MailNode node) =>
        node.Store.PendingAsync(Clock.GetUtcNow(), TimeSpan.FromHours(2));

    private protected Task QuietAsync(MailNode node) =>
        Eventually.IsAsync(
            async () => (await PendingAsync(node)).Count == 0,
            "an empty queue",
            clock: Clock
        );

    private protected async Task UntilDoneAsync(MailNode node)
    {
        for (var round = 0; (await PendingAsync(node)).Count > 0; round++)
        {
            Assert.True(round < 50, "The queue does not become empty.");
            await node.WorkAsync(Clock.GetUtcNow());
            Clock.Advance(TimeSpan.FromMinutes(2));
        }
    }

    private protected static int Count(string text, string part) =>
        text.Split(part + ":", StringSplitOptions.None).Length - 1;
}
