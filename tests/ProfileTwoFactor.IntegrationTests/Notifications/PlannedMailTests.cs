using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Passkeys;
using ProfileTwoFactor.Mail;

namespace ProfileTwoFactor.IntegrationTests.Notifications;

/// <summary>Mails about a date: when it is set, moved, near, and when the Owner asks for a reminder.</summary>
public sealed class PlannedMailTests
{
    private const TwoFactorMailKind Reminder = TwoFactorMailKind.EnforcementReminder;

    [Fact]
    public async Task Enabling_with_a_date_tells_members_and_the_owner_the_date()
    {
        await using var host = await MailHost.StartAsync();
        var (_, date) = await EnableAsync(host, 30);

        var mails = await host.MailsAsync(TwoFactorMailKind.ProfileScheduled, 3);

        Assert.Equal(3, mails.Select(mail => mail.To).Distinct().Count());
        Assert.All(
            mails,
            mail =>
            {
                Assert.Contains(Text(date), mail.Subject, StringComparison.Ordinal);
                Assert.Contains(Text(date), mail.Text, StringComparison.Ordinal);
                Assert.Contains("/profiles/acme/bind", mail.Text, StringComparison.Ordinal);
            }
        );
        var owner = Assert.Single(host.Notifier.Of(TwoFactorMailKind.ProfileScheduledByOwner));
        Assert.Equal("olivia@example.com", owner.To);
        Assert.Contains(Text(date), owner.Text, StringComparison.Ordinal);
        Assert.Equal(4, host.Notifier.Sent.Count);
    }

    [Fact]
    public async Task Members_without_an_authenticator_are_reminded_a_week_and_a_day_before()
    {
        await using var host = await MailHost.StartAsync();
        var (_, date) = await EnableAsync(host, 30);
        await host.MailsAsync(TwoFactorMailKind.ProfileScheduled, 3);
        await host.Gate.BindAsync("mark");
        await ToAsync(host, date.AddDays(-7).AddHours(-1));
        await host.QuietAsync();
        Assert.Empty(host.Notifier.Of(Reminder));

        await ToAsync(host, date.AddDays(-7));
        var week = await host.MailsAsync(Reminder, 2);
        await host.Gate.BindAsync("mei");
        await ToAsync(host, date.AddDays(-1));
        var day = await host.MailsAsync(Reminder, 3);
        await ToAsync(host, date.AddDays(3));
        await host.QuietAsync();

        Assert.Equal(
            ["mei@example.com", "oscar@example.com"],
            week.Select(mail => mail.To).Order()
        );
        Assert.Equal("oscar@example.com", day.Except(week).Single().To);
        Assert.Equal(3, host.Notifier.Of(Reminder).Count);
        Assert.All(
            day,
            mail => Assert.Contains(Text(date), mail.Subject, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_date_that_is_near_brings_no_reminder_that_is_overdue()
    {
        await using var host = await MailHost.StartAsync();
        var (_, date) = await EnableAsync(host, 3);
        await host.MailsAsync(TwoFactorMailKind.ProfileScheduled, 3);
        await host.QuietAsync();
        Assert.Empty(host.Notifier.Of(Reminder));

        await ToAsync(host, date.AddDays(-1));

        Assert.Equal(3, (await host.MailsAsync(Reminder, 3)).Length);
    }

    [Fact]
    public async Task A_moved_date_is_mailed_and_moves_the_reminders()
    {
        await using var host = await MailHost.StartAsync();
        var (owner, date) = await EnableAsync(host, 30);
        await host.MailsAsync(TwoFactorMailKind.ProfileScheduled, 3);
        await host.Gate.BindAsync("mark");
        var later = date.AddDays(20);

        Assert.Equal(HttpStatusCode.OK, (await owner.MoveAsync(later)).Status);

        var moved = await host.MailsAsync(TwoFactorMailKind.EnforcementMoved, 2);
        Assert.Equal(
            ["mei@example.com", "oscar@example.com"],
            moved.Select(mail => mail.To).Order()
        );
        Assert.All(
            moved,
            mail => Assert.Contains(Text(later), mail.Text, StringComparison.Ordinal)
        );
        var told = Assert.Single(host.Notifier.Of(TwoFactorMailKind.EnforcementMovedByOwner));
        Assert.Contains(Text(later), told.Text, StringComparison.Ordinal);
        await ToAsync(host, date.AddDays(-1));
        await host.QuietAsync();
        Assert.Empty(host.Notifier.Of(Reminder));
        await ToAsync(host, later.AddDays(-7));
        Assert.Equal(2, (await host.MailsAsync(Reminder, 2)).Length);
    }

    [Fact]
    public async Task A_date_moved_to_now_is_mailed_and_ends_the_reminders()
    {
        await using var host = await MailHost.StartAsync();
        var (owner, date) = await EnableAsync(host, 30);
        await host.MailsAsync(TwoFactorMailKind.ProfileScheduled, 3);

        Assert.Equal(HttpStatusCode.OK, (await owner.MoveAsync(null)).Status);

        Assert.Equal(3, (await host.MailsAsync(TwoFactorMailKind.BindingReminder, 3)).Length);
        await ToAsync(host, date.AddDays(1));
        await host.QuietAsync();
        Assert.Empty(host.Notifier.Of(Reminder));
    }

    [Fact]
    public async Task A_profile_that_was_switched_off_sends_no_reminder()
    {
        await using var host = await MailHost.StartAsync();
        var (owner, date) = await EnableAsync(host, 30);
        await host.MailsAsync(TwoFactorMailKind.ProfileScheduled, 3);
        Assert.Equal(HttpStatusCode.OK, (await owner.ProfilePostAsync("acme", "disable")).Status);

        await ToAsync(host, date.AddDays(1));
        await host.QuietAsync();

        Assert.Empty(host.Notifier.Of(Reminder));
    }

    [Fact]
    public async Task A_reminder_of_the_owner_goes_to_each_unbound_member_once_a_day()
    {
        await using var host = await MailHost.StartAsync();
        var (owner, date) = await EnableAsync(host, 30);
        await host.MailsAsync(TwoFactorMailKind.ProfileScheduled, 3);
        await host.Gate.BindAsync("mark");

        var first = await owner.ProfilePostAsync("acme", "remind");
        var again = await owner.ProfilePostAsync("acme", "remind");

        Assert.Equal((202, 2), (first.StatusCode, first.Json.GetProperty("queued").GetInt32()));
        Assert.Equal((429, "too-many-reminders"), (again.StatusCode, again.Code));
        Assert.Equal("86400", again.Header("Retry-After"));
        var mails = await host.MailsAsync(Reminder, 2);
        Assert.Equal(
            ["mei@example.com", "oscar@example.com"],
            mails.Select(mail => mail.To).Order()
        );
        host.Gate.Clock.Advance(TimeSpan.FromHours(23));
        Assert.Equal(429, (await owner.ProfilePostAsync("acme", "remind")).StatusCode);
        host.Gate.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(202, (await owner.ProfilePostAsync("acme", "remind")).StatusCode);
        Assert.Equal(4, (await host.MailsAsync(Reminder, 4)).Length);
    }

    [Fact]
    public async Task Members_whose_authenticators_the_rules_no_longer_allow_are_reminded_as_unbound_ones_are()
    {
        await using var host = await MailHost.StartAsync(services: services =>
            services.AddProfileTwoFactor().AddPasskeys()
        );
        var (owner, _) = await EnableAsync(host, 30);
        await host.MailsAsync(TwoFactorMailKind.ProfileScheduled, 3);
        await host.Gate.BindAsync("mark");
        using var ownersKey = new FakePasskeyAuthenticator();
        using var meisKey = new FakePasskeyAuthenticator();
        Assert.Equal(200, (await owner.BindPasskeyAsync(ownersKey)).StatusCode);
        var mei = await host.Gate.BrowserAsync("mei");
        Assert.Equal(200, (await mei.BindPasskeyAsync(meisKey)).StatusCode);
        string[] passkeys = ["passkey"];
        var rule = await owner.PolicyAsync(new { allowedAuthenticators = passkeys });
        Assert.Equal(200, rule.StatusCode);

        var asked = await owner.ProfilePostAsync("acme", "remind");

        Assert.Equal((202, 2), (asked.StatusCode, asked.Json.GetProperty("queued").GetInt32()));
        var mails = await host.MailsAsync(Reminder, 2);
        Assert.Equal(
            ["mark@example.com", "oscar@example.com"],
            mails.Select(mail => mail.To).Order()
        );
    }

    [Fact]
    public async Task Enabling_again_does_not_allow_another_reminder()
    {
        await using var host = await MailHost.StartAsync();
        var (owner, _) = await EnableAsync(host, 30);
        Assert.Equal(202, (await owner.ProfilePostAsync("acme", "remind")).StatusCode);
        Assert.Equal(200, (await owner.ProfilePostAsync("acme", "disable")).StatusCode);
        host.Gate.Clock.Advance(TimeSpan.FromMinutes(1));

        await owner.EnableAsync();

        Assert.Equal(429, (await owner.ProfilePostAsync("acme", "remind")).StatusCode);
    }

    [Fact]
    public async Task A_queue_that_takes_nothing_leaves_the_date_and_the_reminder_as_they_were()
    {
        await using var host = await MailHost.StartAsync();
        var (owner, date) = await EnableAsync(host, 30);
        await host.MailsAsync(TwoFactorMailKind.ProfileScheduled, 3);
        host.Store.RefuseJob = _ => true;

        Assert.Equal(503, (await owner.MoveAsync(date.AddDays(1))).StatusCode);
        Assert.Equal(503, (await owner.ProfilePostAsync("acme", "remind")).StatusCode);

        host.Store.RefuseJob = null;
        host.Gate.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(
            date,
            (await owner.StatusAsync()).Json.GetProperty("enforcedFrom").GetDateTimeOffset()
        );
        Assert.Equal(202, (await owner.ProfilePostAsync("acme", "remind")).StatusCode);
    }

    private static async Task<(Browser Owner, DateTimeOffset Date)> EnableAsync(
        MailHost host,
        int days
    )
    {
        var date = host.Gate.Clock.GetUtcNow().AddDays(days);
        var owner = await host.Gate.BrowserAsync("olivia");
        await owner.EnableFromAsync(date);
        return (owner, date);
    }

    private static Task ToAsync(MailHost host, DateTimeOffset moment)
    {
        host.Gate.Clock.Advance(moment - host.Gate.Clock.GetUtcNow());
        return Task.CompletedTask;
    }

    private static string Text(DateTimeOffset date) => $"{date.UtcDateTime:yyyy-MM-dd HH:mm} UTC";
}
