using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Internal;

namespace ProfileTwoFactor.Mail.Smtp;

/// <summary>Sends by SMTP, one connection a mail. The connection is encrypted by STARTTLS unless the server is this machine.</summary>
internal sealed class SmtpNotifier(IOptions<SmtpNotifierOptions> options) : ITwoFactorNotifier
{
    private readonly SmtpNotifierOptions _options = options.Value;

    public async Task SendAsync(TwoFactorMail mail, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mail);
        if (!MailAddresses.TryParse(mail.To, out var to))
        {
            throw new TwoFactorMailRejectedException("The address is not one bare e-mail address.");
        }

        using var message = Message(mail, to);
        using var client = new SmtpClient(_options.Host, _options.Port)
        {
            EnableSsl = _options.Encrypts(),
            DeliveryFormat = SmtpDeliveryFormat.International,
            UseDefaultCredentials = false,
        };
        if (_options.UserName is { } user)
        {
            client.Credentials = new NetworkCredential(user, _options.Password);
        }

        // SmtpClient.Timeout is for synchronous sending only.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_options.Timeout);
        try
        {
            await client.SendMailAsync(message, patience.Token).WaitAsync(patience.Token);
        }
        catch (SmtpException exception) when (IsForGood(exception))
        {
            throw new TwoFactorMailRejectedException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The mail server refused the mail with {(int)exception.StatusCode}."
                ),
                exception
            );
        }
    }

    private MailMessage Message(TwoFactorMail mail, MailAddress to)
    {
        var from = new MailAddress(_options.From, OneLine(_options.FromName), Encoding.UTF8);
        var message = new MailMessage(from, to)
        {
            Subject = OneLine(mail.Subject),
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
            // A lone LF would be encoded as a byte of the text instead of ending the line.
            Body = mail.Text.ReplaceLineEndings("\r\n"),
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.QuotedPrintable,
        };
        if (mail.Html is { } html)
        {
            var view = AlternateView.CreateAlternateViewFromString(
                html,
                Encoding.UTF8,
                MediaTypeNames.Text.Html
            );
            view.TransferEncoding = TransferEncoding.QuotedPrintable;
            message.AlternateViews.Add(view);
        }

        // No vacation notes in answer, and a second copy after a crash is recognisable as one.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        if (
            mail.Id is { } id
            && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
        )
        {
            message.Headers.Add("Message-ID", $"<{id}@{from.Host}>");
        }

        return message;
    }

    /// <summary>5xx about the recipient or the mail; about the sender, the login or the connection it is a matter for the operator, and worth waiting.</summary>
    private static bool IsForGood(SmtpException exception) =>
        exception is SmtpFailedRecipientException
            ? (int)exception.StatusCode >= 500
            : exception.StatusCode
                is SmtpStatusCode.ExceededStorageAllocation
                    or SmtpStatusCode.TransactionFailed;

    private static string OneLine(string? text) => DisplayText.Clean(text ?? "");
}
