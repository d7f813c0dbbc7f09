using System.Net;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Notifications;

namespace ProfileTwoFactor.IntegrationTests.Sample;

/// <summary>Which mails the sample's people get, counted at a mail server.</summary>
public sealed class SampleMailTests
{
    private static readonly string[] Others =
    [
        "mark@example.com",
        "mei@example.com",
        "oscar@example.com",
    ];

    [Fact]
    public async Task Enabling_tells_each_activated_member_once_and_no_other()
    {
        await using var mail = new SampleMailSite();
        var olivia = await mail.Site.SignedInAsync("olivia");

        await olivia.EnableAsync();

        var all = await mail.MailsAsync(4);
        Assert.Equal(Others.Append("olivia@example.com").Order(), Recipients(all));
        Assert.Contains(
            "you enabled",
            all.Single(sent => sent.Recipients[0] == "olivia@example.com").Header("Subject")
        );
        Assert.All(
            all.Where(sent => sent.Recipients[0] != "olivia@example.com"),
            sent =>
            {
                Assert.Contains(SampleMailSite.From, sent.Header("From"));
                Assert.StartsWith("multipart/alternative", sent.Header("Content-Type"));
                Assert.Contains("text/plain", sent.Message);
                Assert.Contains("text/html", sent.Message);
                foreach (var body in sent.Parts())
                {
                    Assert.Contains("olivia@example.com enabled", body);
                    Assert.Contains("Bind an authenticator app", body);
                    Assert.Contains("contact the Owner of Acme Store: olivia@example.com", body);
                    Assert.Contains($"{SampleMailSite.Origin}/two-factor/profiles/acme/bind", body);
                }
            }
        );
    }

    [Fact]
    public async Task A_mail_server_that_is_down_does_not_delay_the_enabling_and_each_member_gets_one_mail_later()
    {
        await using var mail = new SampleMailSite(running: false);
        var olivia = await mail.Site.SignedInAsync("olivia");
        var app = await olivia.BeginAsync();

        var enabled = await olivia.ProfilePostAsync(
            "acme",
            "enable",
            new { code = app.CurrentCode() }
        );

        Assert.Equal(HttpStatusCode.OK, enabled.Status);
        var mark = await mail.Site.SignedInAsync("mark");
        await mark.BindAsync();
        Assert.Empty(mail.Server.Received);
        mail.Server.Start();
        var mails = await mail.MailsAsync(5);
        Assert.Equal(
            Others.Append("mark@example.com").Append("olivia@example.com").Order(),
            Recipients(mails)
        );
        Assert.Single(mails, sent => sent.Header("Subject").Contains("is bound"));
    }

    [Fact]
    public async Task Each_change_of_an_authenticator_is_one_mail_to_the_person_concerned()
    {
        await using var mail = new SampleMailSite();
        var olivia = await mail.Site.SignedInAsync("olivia");
        await olivia.EnableAsync();
        var count = (await mail.MailsAsync(4)).Count;
        var mark = await mail.Site.SignedInAsync("mark");
        var ids = await olivia.MemberIdsAsync();

        await mark.BindAsync();
        await OneMoreAsync("mark@example.com", "is bound");

        var replacement = await mark.BeginAsync(call: "replace");
        await mark.ProfilePostAsync("acme", "bind", new { code = replacement.CurrentCode() });
        await OneMoreAsync("mark@example.com", "was replaced");

        var codes = (await mark.ProfilePostAsync("acme", "backup-codes")).Json;
        await OneMoreAsync("mark@example.com", "new backup codes");
        var backupCode = codes.GetProperty("backupCodes")[0].GetString()!;
        await mark.ProfilePostAsync("acme", "verify", new { backupCode });
        await OneMoreAsync("mark@example.com", "a backup code");

        for (var guess = 0; guess < 6; guess++)
        {
            await mark.VerifyAsync(replacement.WrongCode());
        }

        await OneMoreAsync("mark@example.com", "wrong codes");

        await olivia.ProfilePostAsync("acme", $"members/{ids["mark@example.com"]}/reset");
        var reset = (await mail.MailsAsync(count += 2)).TakeLast(2).ToArray();
        Assert.Equal(["mark@example.com", "olivia@example.com"], Recipients(reset));
        Assert.Single(reset, sent => sent.Header("Subject").Contains("was reset"));
        Assert.Single(reset, sent => sent.Header("Subject").Contains("you reset"));

        await olivia.ProfilePostAsync("acme", "disable");
        await OneMoreAsync("olivia@example.com", "is off");

        var everything = string.Join('\n', mail.Server.Received.Select(sent => sent.Body));
        foreach (var secret in (string[])[replacement.Secret, backupCode, "otpauth", "<svg"])
        {
            Assert.DoesNotContain(secret, everything, StringComparison.OrdinalIgnoreCase);
        }

        async Task OneMoreAsync(string to, string subject)
        {
            var mails = await mail.MailsAsync(++count);
            Assert.Equal(count, mails.Count);
            Assert.Equal([to], mails[^1].Recipients);
            Assert.Contains(subject, mails[^1].Header("Subject"));
        }
    }

    [Fact]
    public async Task An_invitation_by_smtp_leads_to_the_site_and_says_nothing_of_two_factor()
    {
        await using var mail = new SampleMailSite();
        var olivia = await mail.Site.SignedInAsync("olivia");

        var answer = await olivia.PostAsync(
            "/api/p/acme/invitations",
            new { email = "new@example.com" }
        );

        Assert.True(answer.Json.GetProperty("mailed").GetBoolean());
        var sent = Assert.Single(mail.Server.Received);
        Assert.Equal(["new@example.com"], sent.Recipients);
        Assert.Equal("Invitation to Acme Store", sent.Header("Subject"));
        var link =
            $"{SampleMailSite.Origin}/invitations/{answer.Json.GetProperty("token").GetString()}";
        Assert.All(
            sent.Parts(),
            body =>
            {
                Assert.Contains(link, body);
                Assert.DoesNotContain("factor", body, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("2FA", body, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("authenticator", body, StringComparison.OrdinalIgnoreCase);
            }
        );
        Assert.Equal("[]", (await olivia.GetAsync("/dev/mail")).Body);
    }

    [Fact]
    public async Task An_invitation_while_the_mail_server_is_down_stands_and_the_owner_sees_it()
    {
        await using var mail = new SampleMailSite(running: false);
        var olivia = await mail.Site.SignedInAsync("olivia");

        var answer = await olivia.PostAsync(
            "/api/p/acme/invitations",
            new { email = "new@example.com" }
        );

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.False(answer.Json.GetProperty("mailed").GetBoolean());
        var accepted = await mail
            .Site.NewBrowser()
            .AcceptAsync(answer.Json.GetProperty("token").GetString()!, "tin-kettle-orbit");
        Assert.Equal(HttpStatusCode.NoContent, accepted.Status);
    }

    [Fact]
    public async Task Outside_development_there_is_no_mailbox_to_read_and_no_page_claims_to_have_mailed()
    {
        using var site = new SampleSite { EnvironmentName = "Production", StartsEmpty = true };
        site.Settings["Seed:Demo"] = "true";
        var olivia = await site.SignedInAsync("olivia");

        var invited = await olivia.PostAsync(
            "/api/p/acme/invitations",
            new { email = "new@example.com" }
        );

        Assert.False(invited.Json.GetProperty("mailed").GetBoolean());
        Assert.Equal(HttpStatusCode.NotFound, (await olivia.GetAsync("/dev/mail")).Status);
    }

    private static IEnumerable<string> Recipients(IEnumerable<SmtpDelivery> mails) =>
        mails.Select(sent => Assert.Single(sent.Recipients)).Order();
}
