using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Mail;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.IntegrationTests.Notifications;

/// <summary>Reminders before a date: once each, whatever nodes and restarts there are.</summary>
public sealed class PlannedMailDeliveryTests : DeliveryTestBase, IDisposable
{
    private readonly string _database =
        $"Data Source=planned-{Guid.NewGuid():N};Mode=Memory;Cache=Shared";
    private readonly SqliteConnection _open;

    public PlannedMailDeliveryTests()
    {
        // A database in memory lives as long as a connection to it.
        _open = new SqliteConnection(_database);
        _open.Open();
    }

    public void Dispose() => _open.Dispose();

    [Fact]
    public async Task Reminders_WithTwoNodesAndARestart_AreSentOnceEach()
    {
        var date = Clock.GetUtcNow().AddDays(30);
        await using (var first = Node())
        {
            await CreateAsync(first);
            await PlanAsync(first, date);
            await UntilDoneAsync(first);
        }

        // The announcement; the worker of that node is gone.
        Assert.Equal(20, Notifier.Sent.Count);
        await using var one = Node();
        await using var other = Node();
        foreach (var (days, expected) in new[] { (7, 20), (1, 40) })
        {
            Clock.Advance(date.AddDays(-days) - Clock.GetUtcNow());
            await Task.WhenAll(
                one.WorkAsync(Clock.GetUtcNow()),
                other.WorkAsync(Clock.GetUtcNow())
            );
            await other.WorkAsync(Clock.GetUtcNow());
            await using var restarted = Node();
            await restarted.WorkAsync(Clock.GetUtcNow());

            var reminders = Notifier.Of(TwoFactorMailKind.EnforcementReminder);
            Assert.Equal(expected, reminders.Count);
            Assert.Equal(expected, reminders.Select(mail => mail.Id).Distinct().Count());
        }
    }

    [Fact]
    public async Task Reminder_ThatWasInterrupted_IsSentToTheRest()
    {
        var date = Clock.GetUtcNow().AddDays(30);
        await using (var first = Node())
        {
            await CreateAsync(first);
            await PlanAsync(first, date);
            await UntilDoneAsync(first);
            Clock.Advance(date.AddDays(-7) - Clock.GetUtcNow());
            Notifier.Before = _ =>
                Notifier.Of(TwoFactorMailKind.EnforcementReminder).Count >= 8
                    ? throw new IOException("The mail server broke.")
                    : Task.CompletedTask;
            await first.WorkAsync(Clock.GetUtcNow());
        }

        Notifier.Before = null;
        await using var second = Node();
        await UntilDoneAsync(second);

        var reminders = Notifier.Of(TwoFactorMailKind.EnforcementReminder);
        Assert.Equal(20, reminders.Count);
        Assert.Equal(20, reminders.Select(mail => mail.To).Distinct().Count());
    }

    [Fact]
    public async Task Reminder_WhoseNodeWasDownUntilTheLastDay_IsSentOnce()
    {
        var date = Clock.GetUtcNow().AddDays(30);
        await using var node = Node();
        await CreateAsync(node);
        await PlanAsync(node, date);
        await UntilDoneAsync(node);

        Clock.Advance(date.AddHours(-12) - Clock.GetUtcNow());
        await node.WorkAsync(Clock.GetUtcNow());

        Assert.Equal(20, Notifier.Of(TwoFactorMailKind.EnforcementReminder).Count);
    }

    [Fact]
    public async Task Reminder_AfterTheDate_IsNotSent()
    {
        var date = Clock.GetUtcNow().AddDays(30);
        await using var node = Node();
        await CreateAsync(node);
        await PlanAsync(node, date);
        await UntilDoneAsync(node);

        Clock.Advance(date - Clock.GetUtcNow());
        await node.WorkAsync(Clock.GetUtcNow());

        Assert.Empty(Notifier.Of(TwoFactorMailKind.EnforcementReminder));
        Assert.Empty(await PendingAsync(node));
    }

    [Fact]
    public async Task Reminder_OfADateThatWasNeverWritten_IsNotSent()
    {
        var date = Clock.GetUtcNow().AddDays(30);
        await using var node = Node();
        await CreateAsync(node);
        await KeepAsync(node, date);

        Clock.Advance(date.AddDays(-7) - Clock.GetUtcNow());
        await node.WorkAsync(Clock.GetUtcNow());

        Assert.Empty(Notifier.Sent);
    }

    private MailNode Node() => new(Clock, Members(20), Notifier, sqlite: _database);

    private static async Task CreateAsync(MailNode node)
    {
        await using var scope = node.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<MailContext>().Database.EnsureCreatedAsync();
    }

    private async Task PlanAsync(MailNode node, DateTimeOffset date)
    {
        await KeepAsync(node, date);
        await node.Policies.WriteAsync(
            new PolicyRecord
            {
                Scope = TwoFactorScope.Profile("acme"),
                Enabled = true,
                Epoch = "epoch-1",
                ChangedAt = Clock.GetUtcNow(),
                ChangedBy = TestDirectory.MemberId("acme", "olivia"),
                EnforcedFrom = date,
                Scheduled = true,
            },
            default
        );
    }

    private Task KeepAsync(MailNode node, DateTimeOffset date) =>
        node
            .Services.GetRequiredService<IProfileAnnouncer>()
            .KeepAsync(
                new ProfileTwoFactorEnabled(
                    new TwoFactorEventContext
                    {
                        Scope = TwoFactorScope.Profile("acme"),
                        ProfileName = "Acme Store",
                        OwnerEmail = "olivia@example.com",
                        MemberId = TestDirectory.MemberId("acme", "olivia"),
                        AccountName = "olivia@example.com",
                        ActorMemberId = TestDirectory.MemberId("acme", "olivia"),
                        ActorAccountName = "olivia@example.com",
                        Time = Clock.GetUtcNow(),
                    },
                    "epoch-1"
                )
                {
                    EnforcedFrom = date,
                },
                default
            );
}
