using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Mail;

namespace ProfileTwoFactor.IntegrationTests.Notifications;

/// <summary>Mails about the rules of a profile, and the Owner's message in those that ask members to bind.</summary>
public sealed class RulesMailTests
{
    [Fact]
    public async Task A_change_is_mailed_to_the_owner_in_whose_name_it_was_made()
    {
        await using var host = await MailHost.StartAsync();
        var (owner, _) = await host.Gate.EnableAsync();
        await host.MailsAsync(TwoFactorMailKind.ProfileEnabled, 3);

        AnswerAssert.Ok(await owner.PolicyAsync(new { window = 3600 }));

        var mail = Assert.Single(
            await host.MailsAsync(TwoFactorMailKind.ProfilePolicyChangedByOwner, 1)
        );
        Assert.Equal("olivia@example.com", mail.To);
        Assert.Contains("Acme", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("/profiles/acme/manage", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_message_is_quoted_in_mails_that_ask_members_to_bind()
    {
        await using var host = await MailHost.StartAsync();
        var (owner, _) = await host.Gate.EnableAsync();
        await host.MailsAsync(TwoFactorMailKind.ProfileEnabled, 3);
        AnswerAssert.Ok(
            await owner.PolicyAsync(new { message = "Ask <b>me</b>.\nhttps://evil.example/x" })
        );

        await owner.ProfilePostAsync("acme", "remind");

        var mails = await host.MailsAsync(TwoFactorMailKind.BindingReminder, 3);
        Assert.All(
            mails,
            mail =>
            {
                Assert.Contains(
                    "> Ask <b>me</b>.\n> https://evil.example/x\n",
                    mail.Text,
                    StringComparison.Ordinal
                );
                Assert.Contains(
                    "<blockquote>Ask &lt;b&gt;me&lt;/b&gt;.<br>\nhttps://evil.example/x</blockquote>",
                    mail.Html,
                    StringComparison.Ordinal
                );
                Assert.DoesNotContain("href=\"https://evil", mail.Html, StringComparison.Ordinal);
            }
        );
        // Nothing of it in mails about other things.
        Assert.All(
            host.Notifier.Sent.Except(mails),
            mail => Assert.DoesNotContain("evil", mail.Text, StringComparison.Ordinal)
        );
    }
}
