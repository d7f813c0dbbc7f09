using System.Globalization;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;
using MimeKit;

namespace ProfileTwoFactor.Mail.Smtp;

/// <summary>Sends by SMTP.</summary>
/// <remarks>
/// What a failure means is decided by how far the message came, not by the exception: a connection that ends shows as any of several
/// kinds, and its text may quote the answer to an earlier command. Before the server asks for the message it can't have it.
/// </remarks>
internal sealed class SmtpNotifier(IOptions<SmtpNotifierOptions> options)
    : ITwoFactorNotifier,
        IDisposable
{
    private readonly SmtpNotifierOptions _options = options.Value;
    private readonly SmtpConnectionPool _connections = new();

    public async Task SendAsync(TwoFactorMail mail, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mail);
        if (!MailAddresses.TryParse(mail.To, out var to))
        {
            throw new TwoFactorMailRejectedException(
                "The address isn't a single e-mail address without a display name."
            );
        }

        var from = Sender();
        using var message = MailMessages.Create(mail, from, to);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_options.Timeout);
        if (
            _connections.TakeIdle() is { } idle
            && await TrySendAsync(idle, message, from, to, mayBeOver: true, patience.Token)
        )
        {
            return;
        }

        var fresh = await SmtpConnection.OpenAsync(_options, patience.Token);
        await TrySendAsync(fresh, message, from, to, mayBeOver: false, patience.Token);
    }

    public void Dispose() => _connections.Dispose();

    /// <summary>False when an earlier session turned out to be over before the message was asked for: the server doesn't have it, so it may be sent through another session at once.</summary>
    private async Task<bool> TrySendAsync(
        SmtpConnection connection,
        MimeMessage message,
        MailboxAddress from,
        MailboxAddress to,
        bool mayBeOver,
        CancellationToken cancellationToken
    )
    {
        var inOrder = false;
        try
        {
            await connection.SendAsync(message, from, to, cancellationToken);
            inOrder = true;
            return true;
        }
        catch (SmtpCommandException answer) when (!IsGoodbye(answer))
        {
            inOrder = true;
            // The server answered, and did not accept: whatever came before, it has no such message.
            if (IsForGood(answer))
            {
                throw new TwoFactorMailRejectedException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The mail server refused the mail with {(int)answer.StatusCode}."
                    ),
                    answer
                );
            }

            throw;
        }
        catch (NotSupportedException missing)
        {
            inOrder = true;
            throw new TwoFactorMailRejectedException(
                "The address requires SMTPUTF8, which the mail server doesn't support.",
                missing
            );
        }
        catch (Exception exception)
            when (connection.IsHandedOver && exception is not SmtpCommandException)
        {
            throw new TwoFactorMailUncertainException(
                "The connection to the mail server ended after the mail was sent and before it was accepted.",
                exception
            );
        }
        catch (Exception)
            when (mayBeOver
                && !connection.IsHandedOver
                && !cancellationToken.IsCancellationRequested
            )
        {
            return false;
        }
        finally
        {
            if (inOrder)
            {
                _connections.GiveBack(connection);
            }
            else
            {
                connection.Dispose();
            }
        }
    }

    /// <summary>The server closes the session, whatever it was asked.</summary>
    private static bool IsGoodbye(SmtpCommandException answer) =>
        answer.StatusCode is SmtpStatusCode.ServiceNotAvailable;

    /// <summary>5xx about the recipient or the mail; about the sender, the login or the connection it is a matter for the operator, and worth waiting.</summary>
    private static bool IsForGood(SmtpCommandException answer) =>
        answer.ErrorCode switch
        {
            SmtpErrorCode.RecipientNotAccepted => (int)answer.StatusCode >= 500,
            SmtpErrorCode.MessageNotAccepted => answer.StatusCode
                is SmtpStatusCode.ExceededStorageAllocation
                    or SmtpStatusCode.TransactionFailed,
            _ => false,
        };

    private MailboxAddress Sender() =>
        MailAddresses.TryParse(_options.From, out var from)
            ? new MailboxAddress(MailMessages.OneLine(_options.FromName), from.Address)
            : throw new InvalidOperationException(
                "SmtpNotifierOptions.From isn't a single e-mail address without a display name."
            );
}
