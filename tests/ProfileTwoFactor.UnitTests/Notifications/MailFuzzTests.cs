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

                using var read = WriteAndRead("Subject", address);

                Assert.Equal("Subject", read.Subject);
                var to = Assert.IsType<MailboxAddress>(Assert.Single(read.To));
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
                using var read = WriteAndRead(text, Recipient);

                Assert.Equal(
                    "mei@example.com",
                    Assert.IsType<MailboxAddress>(Assert.Single(read.To)).Address
                );
                Assert.DoesNotContain(read.Subject ?? "", char.IsControl);
                return read.Subject == text;
            },
            output
        );

    /// <summary>As it goes out, and as who gets it reads it. Without the body, which would take most of the time: a line end too many would leave headers behind.</summary>
    private static MimeMessage WriteAndRead(string subject, MailboxAddress to)
    {
        var mail = new TwoFactorMail
        {
            To = "mei@example.com",
            Subject = subject,
            Text = "Text",
            Id = "notice-1",
        };
        using var message = MailMessages.Create(mail, From, to);
        using var stream = new MemoryStream();
        message.WriteTo(FormatOptions.Default, stream, headersOnly: true);
        stream.Position = 0;
        var read = MimeMessage.Load(stream);

        Assert.Equal(
            Headers,
            read.Headers.Concat(read.Body!.Headers)
                .Select(header => header.Field)
                .Order(StringComparer.OrdinalIgnoreCase)
        );
        Assert.Equal("app@example.com", Assert.Single(read.From.Mailboxes).Address);
        AssertLinesAreShort(stream.GetBuffer().AsSpan(0, (int)stream.Length));
        return read;
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

    private static void AssertLinesAreShort(ReadOnlySpan<byte> written)
    {
        foreach (var line in written.Split((byte)'\n'))
        {
            Assert.True(
                line.End.Value - line.Start.Value <= 998,
                "A server may cut or refuse the line."
            );
        }
    }
}
