using System.Text;
using MimeKit;
using MimeKit.Utils;
using ProfileTwoFactor.Codes.Internal;

namespace ProfileTwoFactor.Mail.Smtp;

/// <summary>Writes a mail so that every server on its way can take it: seven bits, encoded words, short lines.</summary>
internal static class MailMessages
{
    public static MimeMessage Create(TwoFactorMail mail, MailboxAddress from, MailboxAddress to)
    {
        var message = new MimeMessage { Subject = OneLine(mail.Subject) };
        message.From.Add(from);
        message.To.Add(to);
        // No vacation notes in answer.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        // The same for every attempt, so that a second copy is recognizable as one.
        message.MessageId =
            mail.Id is { Length: > 0 } id
            && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
                ? $"{id}@{from.Domain}"
                : MimeUtils.GenerateMessageId(from.Domain);
        message.Body = mail.Html is { } html
            ? new MultipartAlternative { Part("plain", mail.Text), Part("html", html) }
            : Part("plain", mail.Text);
        return message;
    }

    /// <remarks>A text that looks like an encoded word is written as it stands, and decoded by who reads it, line ends included. With the space it doesn't look like one.</remarks>
    public static string OneLine(string? text) =>
        DisplayText.Clean(text ?? "").Replace("=?", "= ?", StringComparison.Ordinal);

    private static TextPart Part(string subtype, string text)
    {
        var part = new TextPart(subtype)
        {
            ContentTransferEncoding = ContentEncoding.QuotedPrintable,
        };
        part.SetText(Encoding.UTF8, text.ReplaceLineEndings("\r\n"));
        return part;
    }
}
