using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Mail;
using ProfileTwoFactor.Mail.Delivery;
using ProfileTwoFactor.Mail.Queue;
using ProfileTwoFactor.Mail.Stores;

namespace ProfileTwoFactor.IntegrationTests.Notifications;

/// <summary>What the operators' tool removed, and a node of the app tells.</summary>
public sealed class OwedRemovalTests : DeliveryTestBase
{
    private const string EventId = "event-1";

    private readonly RecordedEvents _events = new();

    [Fact]
    public async Task Removal_OfAMember_IsMailedAndPublishedWithTheNameOfTheDirectory()
    {
        await using var node = Node(Mark("stamp"));
        await OweAsync(node, "stamp");

        await UntilDoneAsync(node);

        var mail = Assert.Single(Notifier.Of(TwoFactorMailKind.RemovedByOperator));
        Assert.Equal("mark@example.com", mail.To);
        var happened = Assert.Single(_events.Of<RemovedByOperator>());
        Assert.Equal(
            (EventId, "mark@example.com", "Ticket 4711"),
            (happened.EventId, happened.Context.AccountName, happened.Reason)
        );
    }

    [Theory]
    [InlineData("another")]
    [InlineData(null)]
    public async Task Removal_OfAMemberWhoseIdAnotherHasNow_IsPublishedAndNotMailed(string? stamp)
    {
        await using var node = Node(Mark(stamp));
        await OweAsync(node, "stamp");

        await UntilDoneAsync(node);

        Assert.Empty(Notifier.Sent);
        Assert.Equal("", Assert.Single(_events.Of<RemovedByOperator>()).Context.AccountName);
    }

    [Fact]
    public async Task Removal_OfAPersonWhomTheAppDoesNotKnow_IsPublishedAndNotMailed()
    {
        await using var node = Node(Members(0));
        await OweAsync(node, "");

        await UntilDoneAsync(node);

        Assert.Empty(Notifier.Sent);
        Assert.Equal("acme-mark", Assert.Single(_events.Of<RemovedByOperator>()).Context.MemberId);
    }

    [Fact]
    public async Task Removal_WhileTheDirectoryFails_WaitsAndIsToldOnce()
    {
        var directory = Mark("");
        directory.Before = () => throw new IOException("down");
        await using var node = Node(directory);
        await OweAsync(node, "");

        await node.WorkAsync(Clock.GetUtcNow());
        Assert.Empty(_events.Of<RemovedByOperator>());
        Assert.Single(await PendingAsync(node));
        directory.Before = null;
        await UntilDoneAsync(node);

        Assert.Single(Notifier.Sent);
        Assert.Single(_events.Of<RemovedByOperator>());
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public async Task Removal_WhoseNodeEndsBeforeTheJobIsDeleted_IsToldAtLeastOnce(
        bool isMailSentBefore,
        int mails
    )
    {
        await using var node = Node(Mark(""));
        var payload = Payload("");
        await node
            .Services.GetRequiredService<OwedRemovalDelivery>()
            .RunAsync(payload, payload.Owed!, default);
        if (isMailSentBefore)
        {
            await UntilDoneAsync(node);
            Assert.Single(Notifier.Sent);
        }

        await OweAsync(node, "");
        await UntilDoneAsync(node);

        // While the first mail waits, the second one is the same. Both events have one id, by which an app knows them.
        Assert.Equal(mails, Notifier.Sent.Count);
        Assert.Equal(
            [EventId, EventId],
            _events.Of<RemovedByOperator>().Select(happened => happened.EventId)
        );
    }

    private MailNode Node(TestDirectory directory) =>
        new(
            Clock,
            directory,
            Notifier,
            services: services => services.AddSingleton<ITwoFactorEventHandler>(_events)
        );

    private static TestDirectory Mark(string? stamp)
    {
        var directory = Members(0);
        directory.AddMember("acme", "mark", stamp: stamp);
        return directory;
    }

    /// <summary>As the tool writes it.</summary>
    private async Task OweAsync(MailNode node, string stamp)
    {
        var payload = Payload(stamp);
        await node.Store.WriteJobAsync(
            new NotificationJob
            {
                Id = "owed-" + EventId,
                Lane = NotificationLane.Personal,
                Group = NotificationFiling.GroupOf(payload.Scope),
                NotBefore = Clock.GetUtcNow(),
                Payload = payload.Write(),
            },
            default
        );
    }

    private NotificationPayload Payload(string stamp) =>
        new()
        {
            Kind = TwoFactorMailKind.RemovedByOperator,
            ScopeKind = TwoFactorScopeKind.Profile,
            ScopeId = "acme",
            ProfileName = "",
            OwnerEmail = "",
            MemberId = TestDirectory.MemberId("acme", "mark"),
            ActorMemberId = "sam",
            ActorAccountName = "sam",
            Time = Clock.GetUtcNow(),
            Owed = new OwedRemoval(
                EventId,
                OperatorRemoval.MemberAuthenticator,
                "Ticket 4711",
                stamp
            ),
        };
}
