using System.Net;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Mail;

namespace ProfileTwoFactor.IntegrationTests.Notifications;

/// <summary>Switching on tells every activated member once, whatever the mail system or its queue does.</summary>
public sealed class AnnouncementTests
{
    private static readonly string[] Others =
    [
        "mark@example.com",
        "mei@example.com",
        "oscar@example.com",
    ];

    [Fact]
    public async Task Enabling_tells_every_member_but_the_owner_who_did_it_once()
    {
        await using var host = await MailHost.StartAsync();

        await host.Gate.EnableAsync();

        var mails = await host.MailsAsync(TwoFactorMailKind.ProfileEnabled, 3);
        Assert.Equal(Others, mails.Select(mail => mail.To).Order());
        var owner = Assert.Single(host.Notifier.Of(TwoFactorMailKind.ProfileEnabledByOwner));
        Assert.Equal("olivia@example.com", owner.To);
        Assert.Equal(4, host.Notifier.Sent.Count);
        Assert.All(
            mails,
            mail =>
            {
                foreach (var body in new[] { mail.Text, mail.Html! })
                {
                    Assert.Contains("olivia@example.com enabled", body, StringComparison.Ordinal);
                    Assert.Contains(
                        "contact the Owner of Acme Store: olivia@example.com",
                        body,
                        StringComparison.Ordinal
                    );
                    Assert.Contains(
                        $"{MailHost.Origin}/two-factor/profiles/acme/bind",
                        body,
                        StringComparison.Ordinal
                    );
                }
            }
        );
        Assert.Equal(3, mails.Select(mail => mail.Id).Distinct().Count());
    }

    [Fact]
    public async Task Enabling_again_tells_every_member_again_once()
    {
        await using var host = await MailHost.StartAsync();
        var (owner, _) = await host.Gate.EnableAsync();
        await host.MailsAsync(TwoFactorMailKind.ProfileEnabled, 3);
        Assert.Equal(HttpStatusCode.OK, (await owner.ProfilePostAsync("acme", "disable")).Status);
        host.Gate.Clock.Advance(TimeSpan.FromHours(2));

        await owner.EnableAsync();

        var mails = await host.MailsAsync(TwoFactorMailKind.ProfileEnabled, 6);
        Assert.Equal(
            Others.SelectMany(to => new[] { to, to }),
            mails.Select(mail => mail.To).Order()
        );
        var off = Assert.Single(host.Notifier.Of(TwoFactorMailKind.ProfileDisabled));
        Assert.Equal("olivia@example.com", off.To);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_queue_that_is_down_refuses_the_enabling_before_the_code_is_spent(
        bool canBeRead
    )
    {
        await using var host = await MailHost.StartAsync();
        var owner = await host.Gate.BrowserAsync("olivia");
        var app = await owner.BeginAsync();
        var code = app.Code();
        host.Store.IsDown = !canBeRead;
        host.Store.RefuseJob = _ => true;

        var refused = await owner.ProfilePostAsync("acme", "enable", new { code });

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.False((await owner.StatusAsync()).Json.GetProperty("enabled").GetBoolean());
        host.Store.IsDown = false;
        host.Store.RefuseJob = null;
        host.Gate.Clock.Advance(TimeSpan.FromSeconds(2));
        var enabled = await owner.ProfilePostAsync("acme", "enable", new { code });
        Assert.Equal(HttpStatusCode.OK, enabled.Status);
        var mails = await host.MailsAsync(TwoFactorMailKind.ProfileEnabled, 3);
        Assert.Equal(Others, mails.Select(mail => mail.To).Order());
    }

    [Fact]
    public async Task A_queue_that_fails_in_the_middle_leaves_the_profile_off_and_sends_no_mail()
    {
        await using var host = await MailHost.StartAsync();
        var owner = await host.Gate.BrowserAsync("olivia");
        var app = await owner.BeginAsync();
        host.Store.BeforeJobWrite = () => throw new IOException("down");

        var refused = await owner.ProfilePostAsync("acme", "enable", new { code = app.Code() });

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.False((await owner.StatusAsync()).Json.GetProperty("enabled").GetBoolean());
        Assert.Empty(host.Notifier.Sent);
    }

    [Fact]
    public async Task A_queue_that_hangs_leaves_the_profile_off()
    {
        await using var host = await MailHost.StartAsync(dependencySeconds: 1);
        var owner = await host.Gate.BrowserAsync("olivia");
        var app = await owner.BeginAsync();
        var hang = new TaskCompletionSource();
        host.Store.BeforeJobWrite = () => hang.Task;

        var refused = await owner.ProfilePostAsync("acme", "enable", new { code = app.Code() });

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        hang.SetResult();
        Assert.False((await owner.StatusAsync()).Json.GetProperty("enabled").GetBoolean());
    }

    [Fact]
    public async Task A_mail_system_that_hangs_does_not_delay_the_enabling()
    {
        await using var host = await MailHost.StartAsync();
        var hang = new TaskCompletionSource();
        host.Notifier.Before = _ => hang.Task;

        await host.Gate.EnableAsync();
        await host.Gate.BindAsync("mark");

        Assert.Empty(host.Notifier.Sent);
        hang.SetResult();
        await host.MailsAsync(TwoFactorMailKind.ProfileEnabled, 3);
    }

    [Fact]
    public async Task Enabling_files_one_job_for_many_members_as_for_few()
    {
        var directory = TestDirectory.Seeded();
        for (var number = 0; number < 2000; number++)
        {
            directory.AddMember("acme", $"member-{number}");
        }

        await using var host = await MailHost.StartAsync(directory);
        var hang = new TaskCompletionSource();
        host.Notifier.Before = _ => hang.Task;

        await host.Gate.EnableAsync();

        // The worker writes the same jobs again while it claims them. One is the Owner's own.
        Assert.Equal(2, host.Store.Jobs.Distinct().Count());
        hang.SetResult();
    }

    [Fact]
    public async Task Nothing_in_mails_or_queue_is_secret()
    {
        await using var host = await MailHost.StartAsync();
        var owner = await host.Gate.BrowserAsync("olivia");
        var app = await owner.BeginAsync();
        var code = app.CurrentCode();
        await owner.ProfilePostAsync("acme", "enable", new { code });
        var codes = (await owner.ProfilePostAsync("acme", "backup-codes"))
            .Json.GetProperty("backupCodes")
            .EnumerateArray()
            .Select(item => item.GetString()!)
            .ToArray();
        var other = await host.Gate.BrowserAsync("olivia");
        await other.ProfilePostAsync("acme", "verify", new { backupCode = codes[0] });
        await host.MailsAsync(TwoFactorMailKind.BackupCodeUsed, 1);
        await host.MailsAsync(TwoFactorMailKind.ProfileEnabled, 3);

        var everything = string.Join(
            '\n',
            host.Notifier.Sent.Select(mail => $"{mail.Subject}\n{mail.Text}\n{mail.Html}")
                .Concat(host.Store.Payloads)
        );
        foreach (var secret in (string[])[app.Secret, code, .. codes, "otpauth", "<svg"])
        {
            Assert.DoesNotContain(secret, everything, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Mails_are_in_the_language_the_host_chose_and_have_no_link_without_an_origin()
    {
        await using var host = await MailHost.StartAsync(mail: options => options.Language = "ja");

        await host.Gate.EnableAsync();

        var mails = await host.MailsAsync(TwoFactorMailKind.ProfileEnabled, 3);
        Assert.All(
            mails,
            mail =>
            {
                Assert.Contains(
                    "\u8a8d\u8a3c\u30a2\u30d7\u30ea",
                    mail.Subject,
                    StringComparison.Ordinal
                );
                Assert.Contains("<html lang=\"ja\">", mail.Html, StringComparison.Ordinal);
                Assert.DoesNotContain("http", mail.Text, StringComparison.Ordinal);
            }
        );
    }
}
