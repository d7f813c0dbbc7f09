using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Mail.Queue;
using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.IntegrationTests.Notifications;

/// <summary>Mail servers that are down or refuse, and jobs that make no sense.</summary>
public sealed class DeliveryTroubleTests : DeliveryTestBase
{
    [Fact]
    public async Task Mail_server_that_is_down_for_a_while_loses_and_doubles_nothing()
    {
        await using var server = new LoopbackSmtpServer();
        await using var node = new MailNode(Clock, Members(50), Smtp(server));
        await node.EnableAsync();
        await EnqueueNoticesAsync(node, 3);

        for (var minute = 0; minute < 10; minute++)
        {
            await node.WorkAsync(Clock.GetUtcNow());
            Clock.Advance(TimeSpan.FromMinutes(1));
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
    public async Task Addresses_the_server_refuses_are_given_up_and_delay_no_other_mail_and_are_not_logged()
    {
        await using var server = new LoopbackSmtpServer
        {
            Refuse = to =>
                to.StartsWith("member-000", StringComparison.Ordinal)
                    ? $"550 <{to}> unknown"
                    : null,
        };
        server.Start();
        var log = new RecordedLog();
        await using var node = new MailNode(Clock, Members(30), Smtp(server), log: log);
        await node.EnableAsync();

        await UntilDoneAsync(node);

        Assert.Equal(20, server.Received.Count);
        Assert.Equal(10, Count(log.Text, "MailDropped"));
        Assert.DoesNotContain("member-0", log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("@example.com", log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notice_that_never_goes_out_is_given_up_after_days()
    {
        Notifier.Before = _ => throw new IOException("down");
        var log = new RecordedLog();
        await using var node = new MailNode(Clock, Members(1), Notifier, log: log);
        await EnqueueNoticesAsync(node, 1);

        await node.WorkAsync(Clock.GetUtcNow());
        Clock.Advance(TimeSpan.FromDays(2));
        await node.WorkAsync(Clock.GetUtcNow());
        Assert.DoesNotContain("MailDropped", log.Text, StringComparison.Ordinal);
        Clock.Advance(TimeSpan.FromDays(1));
        await node.WorkAsync(Clock.GetUtcNow());

        Assert.Equal(1, Count(log.Text, "MailDropped"));
        Assert.Empty(await node.Store.AllDueAsync(DateTimeOffset.MaxValue));
    }

    [Fact]
    public void Retries_become_rarer_up_to_a_minute()
    {
        var options = new NotificationWorkerOptions();

        Assert.Equal(
            [1, 2, 4, 8, 16, 32, 60, 60],
            Enumerable.Range(1, 8).Select(attempt => options.RetryAfter(attempt).TotalSeconds)
        );
        Assert.Equal(60, options.RetryAfter(int.MaxValue).TotalSeconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"kind\":99,\"scopeKind\":1,\"scopeId\":\"a\"}")]
    public async Task A_job_that_makes_no_sense_is_left_alone(string payload)
    {
        var log = new RecordedLog();
        await using var node = new MailNode(Clock, Members(1), Notifier, log: log);
        await node.Store.WriteJobAsync(
            new NotificationJob
            {
                Id = "job-1",
                Lane = NotificationLane.Personal,
                Group = "acme",
                NotBefore = Clock.GetUtcNow(),
                Payload = payload,
            },
            default
        );

        await node.WorkAsync(Clock.GetUtcNow());

        Assert.Equal(1, Count(log.Text, "MailUnreadable"));
        Assert.Empty(Notifier.Sent);
        Assert.Empty(await node.Store.AllDueAsync(Clock.GetUtcNow()));
        Assert.Single(await PendingAsync(node));
    }
}
