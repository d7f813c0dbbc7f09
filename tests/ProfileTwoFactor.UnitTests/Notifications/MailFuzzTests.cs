using System.Text;
using CsCheck;
using MimeKit;
using ProfileTwoFactor.Mail;
using ProfileTwoFactor.Mail.Smtp;
using ProfileTwoFactor.Tests.Shared;
using Xunit.Abstractions;

namespace ProfileTwoFactor.UnitTests.Notifications;

/// <summary>An address comes from the app's users, and a subject from their names. Each mail has one recipient, one subject, and no header that they wrote.</summary>
public sealed class MailFuzzTests(ITestOutputHelper output)
{
    private const string Likely =
        "aZ9.@-_+=!#$%&'*/?^`{|}~<>()[]\\,;: \"\r\n\t\u00e9\u65e5\uff0c\uff1b\uff1c\uff1e\uff03";

    private static readonly MailboxAddress From = new("", "app@example.com");
    private static readonly MailboxAddress Recipient = new("", "mei@example.com");

    private static readonly string[] Headers =
    [
        "Auto-Submitted",
        "Content-Transfer-Encoding",
        "Content-Type",
        "Date",
        "From",
        "Message-Id",
        "MIME-Version",
        "Subject",
        "To",
    ];

    private static readonly Gen<string> Address = FuzzedText.Edited(
        Gen.OneOf(
            "mei@example.com",
            "a..b.@example.com",
            "\u65e5\u672c@example.jp",
            "mei@\u65e5\u672c.example",
            "mei@[192.0.2.1]",
            "mei@xn--fsqu00a.example",
            "Mei <mei@example.com>",
            "a@example.com, b@example.com",
            "mei@example.com\r\nBcc: eve@example.com",
            "\"m ei\"@example.com",
            "group: a@example.com;"
        ),
        Likely,
        edits: 3
    );

    private static readonly Gen<string> Subject = FuzzedText.Edited(
        Gen.OneOf(
            "Two-factor authentication was enabled",
            "\u4e8c\u8981\u7d20\u8a8d\u8a3c",
            "",
            "x\r\nBcc: eve@example.com",
            "x\r\n\r\nbody",
            "=?utf-8?q?=0D=0ABcc:_eve@example.com?=",
            new string('\u65e5', 60)
        ),
        Likely,
        edits: 3
    );

    [Fact]
    public void Address_OfFewThatAreFuzzed_IsOneRecipientAndNothingElse() =>
        CompareAddresses(Fuzzing.Few);

    [LongFact]
    public void Address_OfAMillionThatAreFuzzed_IsOneRecipientAndNothingElse() =>
        CompareAddresses(Fuzzing.Million);

    [Fact]
    public void Subject_OfFewThatAreFuzzed_IsOneHeaderAndNothingElse() =>
        CompareSubjects(Fuzzing.Few);

    [LongFact]
    public void Subject_OfAMillionThatAreFuzzed_IsOneHeaderAndNothingElse() =>
        CompareSubjects(Fuzzing.Million);

    private void CompareAddresses(int count) =>
        Fuzzing.Run(
            Address,
            count,
            text =>
            {
                if (!MailAddresses.TryParse(text, out var address))
                {
                    Assert.NotEqual("mei@example.com", text);
                    return false;
                }

                Assert.True(address.Name is null or "");
                AssertIsOneWord(address.Address);
                AssertIsOneWord(Encoded(address));

                var written = WriteAndRead(Mail("Subject"), address);

                Assert.Equal("Subject", written.Subject);
                var to = Assert.IsType<MailboxAddress>(Assert.Single(written.To));
                Assert.Equal(Encoded(address), Encoded(to));
                return true;
            },
            output
        );

    private void CompareSubjects(int count) =>
        Fuzzing.Run(
            Subject,
            count,
            text =>
            {
                var written = WriteAndRead(Mail(text), Recipient);

                Assert.Equal(
                    "mei@example.com",
                    Assert.IsType<MailboxAddress>(Assert.Single(written.To)).Address
                );
                Assert.DoesNotContain(written.Subject ?? "", char.IsControl);
                return written.Subject == text;
            },
            output
        );

    /// <summary>As it goes out, and as who gets it reads it.</summary>
    private static MimeMessage WriteAndRead(TwoFactorMail mail, MailboxAddress to)
    {
        using var message = MailMessages.Create(mail, From, to);
        using var stream = new MemoryStream();
        message.WriteTo(FormatOptions.Default, stream);
        stream.Position = 0;
        var written = MimeMessage.Load(stream);

        Assert.Equal(
            Headers,
            written
                .Headers.Concat(written.Body!.Headers)
                .Select(header => header.Field)
                .Distinct()
                .Order(StringComparer.OrdinalIgnoreCase)
        );
        Assert.Equal(Headers.Length, written.Headers.Count + written.Body.Headers.Count);
        Assert.Equal("app@example.com", Assert.Single(written.From.Mailboxes).Address);
        Assert.Equal("Text", written.TextBody!.TrimEnd());
        AssertLinesAreShort(stream.ToArray());
        return written;
    }

    /// <summary>As it stands in the command of SMTP, between &lt; and &gt;.</summary>
    private static void AssertIsOneWord(string address)
    {
        Assert.DoesNotContain(
            address,
            it => it is '<' or '>' or ',' or ';' or '(' or ')' || it <= ' '
        );
        Assert.Equal(address.IndexOf('@'), address.LastIndexOf('@'));
        Assert.InRange(address.IndexOf('@'), 1, address.Length - 2);
    }

    /// <summary>For servers that take ASCII alone. Different spellings of one domain are one there, and the dot of the root says nothing.</summary>
    private static string Encoded(MailboxAddress address) =>
        MailboxAddress.EncodeAddrspec(address.Address).TrimEnd('.');

    private static void AssertLinesAreShort(byte[] written)
    {
        var head = Encoding.Latin1.GetString(written);
        foreach (var line in head.Split('\n'))
        {
            Assert.True(line.Length <= 998, "A server may cut or refuse the line.");
        }
    }

    private static TwoFactorMail Mail(string subject) =>
        new()
        {
            To = "mei@example.com",
            Subject = subject,
            Text = "Text",
            Id = "notice-1",
        };
}
