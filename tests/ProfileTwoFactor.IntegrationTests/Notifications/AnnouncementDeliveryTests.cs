using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Notifications;

/// <summary>Sending the mail to all members that a profile was switched on.</summary>
public sealed class AnnouncementDeliveryTests : DeliveryTestBase
{
    [Fact]
    public async Task Members_WhoJoinOrLeaveBeforeDelivery_GetTheMailOrNot()
    {
        var directory = Members(40);
        await using var node = new MailNode(Clock, directory, Notifier);
        await node.EnableAsync();
        var done = false;
        Notifier.After = mail =>
        {
            if (!done)
            {
                done = true;
                directory.AddMember("acme", "aaa-joined");
                directory.AddMember("acme", "zzz-joined");
            }
        };

        await node.WorkAsync(Clock.GetUtcNow());

        Assert.Equal(42, Notifier.Sent.Count);
        Assert.Equal(42, Notifier.Sent.Select(mail => mail.To).Distinct().Count());
    }

    [Fact]
    public async Task Announcement_OfASwitchThatNeverHappened_SendsNoMailAndIsDropped()
    {
        await using var node = new MailNode(Clock, Members(5), Notifier);
        await node.KeepAsync("acme", "epoch-1");

        await node.WorkAsync(Clock.GetUtcNow());
        Assert.Empty(Notifier.Sent);
        Assert.Single(await PendingAsync(node));
        Clock.Advance(TimeSpan.FromMinutes(16));
        await node.WorkAsync(Clock.GetUtcNow());

        Assert.Empty(Notifier.Sent);
        Assert.Empty(await PendingAsync(node));
    }

    [Fact]
    public async Task Announcement_IsStoppedWhenTheProfileIsSwitchedOffInTheMiddle()
    {
        await using var node = new MailNode(Clock, Members(200), Notifier);
        await node.EnableAsync();
        Notifier.After = _ =>
        {
            if (Notifier.Sent.Count == 30)
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

        await node.WorkAsync(Clock.GetUtcNow());

        Assert.InRange(Notifier.Sent.Count, 30, 60);
    }

    [Fact]
    public async Task Announcement_FiledTwice_IsSentOnce()
    {
        await using var node = new MailNode(Clock, Members(5), Notifier);
        await node.EnableAsync();
        await node.WorkAsync(Clock.GetUtcNow());

        await node.KeepAsync("acme", "epoch-1");
        await node.WorkAsync(Clock.GetUtcNow());

        Assert.Equal(5, Notifier.Sent.Count);
        Clock.Advance(TimeSpan.FromDays(2));
        await node.WorkAsync(Clock.GetUtcNow());
        Assert.Empty(await node.Store.AllDueAsync(DateTimeOffset.MaxValue));
        Assert.Equal(5, Notifier.Sent.Count);
    }
}
