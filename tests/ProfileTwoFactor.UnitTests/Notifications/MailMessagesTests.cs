using MimeKit;
using ProfileTwoFactor.Mail;
using ProfileTwoFactor.Mail.Smtp;

namespace ProfileTwoFactor.UnitTests.Notifications;

public sealed class MailMessagesTests
{
    private static readonly MailboxAddress Address = new("", "mei@example.com");

    /// <summary>Names of people and profiles are in subjects. One that looks like an encoded word must not be decoded by who reads the mail.</summary>
    [Theory]
    [InlineData("=?utf-8?q?=0D=0ABcc:_eve@example.com?=")]
    [InlineData("=?utf-8?q?=0D#=08?q?=0D=0ABcc:_eve@example.com?=")]
    [InlineData("==?utf-8?b?DQo=?= =?utf-8?b?DQo=?=")]
    public void Create_ASubjectThatLooksEncoded_IsReadAsItStands(string subject)
    {
        using var message = MailMessages.Create(
            new TwoFactorMail
            {
                To = "mei@example.com",
                Subject = subject,
                Text = "Text",
            },
            Address,
            Address
        );
        using var stream = new MemoryStream();
        message.WriteTo(stream);
        stream.Position = 0;

        using var read = MimeMessage.Load(stream);

        Assert.Equal(subject.Replace("=?", "= ?", StringComparison.Ordinal), read.Subject);
    }
}
