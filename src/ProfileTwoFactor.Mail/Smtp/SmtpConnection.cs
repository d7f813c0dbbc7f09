using System.Text;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace ProfileTwoFactor.Mail.Smtp;

/// <summary>A session with the mail server, for one mail after the other.</summary>
internal sealed class SmtpConnection : IDisposable
{
    // What a later server on the way may not know.
    private const SmtpCapabilities Unused =
        SmtpCapabilities.EightBitMime | SmtpCapabilities.BinaryMime | SmtpCapabilities.Chunking;

    private readonly HandOverWatch _watch = new();
    private readonly SmtpClient _client;
    private SmtpCapabilities _offered;

    private SmtpConnection(SmtpNotifierOptions options) =>
        _client = new SmtpClient(_watch)
        {
            // A list of revoked certificates that can't be reached must not stop the mails.
            CheckCertificateRevocation = false,
            ServerCertificateValidationCallback = options.CertificateCheck,
        };

    public bool IsUsable => _client.IsConnected;

    /// <summary>The message may be with the server: it asked for it, and has not answered.</summary>
    public bool IsHandedOver => _watch.IsHandedOver;

    public static async Task<SmtpConnection> OpenAsync(
        SmtpNotifierOptions options,
        CancellationToken cancellationToken
    )
    {
        var connection = new SmtpConnection(options);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(options.ConnectTimeout);
        try
        {
            await connection
                ._client.ConnectAsync(options.Host, options.Port, Security(options), patience.Token)
                .WaitAsync(patience.Token);
            if (options.UserName is { } user)
            {
                await connection
                    ._client.AuthenticateAsync(user, options.Password ?? "", patience.Token)
                    .WaitAsync(patience.Token);
            }

            connection._offered = connection._client.Capabilities;
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public async Task SendAsync(
        MimeMessage message,
        MailboxAddress from,
        MailboxAddress to,
        CancellationToken cancellationToken
    )
    {
        _watch.Begin();
        // Only the part before the @ can need UTF-8; a domain has an ASCII form, which is used where UTF-8 is not.
        var needsUtf8 = !Ascii.IsValid(to.LocalPart) || !Ascii.IsValid(from.LocalPart);
        if (needsUtf8 && !_offered.HasFlag(SmtpCapabilities.UTF8))
        {
            throw new NotSupportedException("The mail server doesn't support SMTPUTF8.");
        }

        _client.Capabilities =
            _offered & ~Unused & (needsUtf8 ? ~SmtpCapabilities.None : ~SmtpCapabilities.UTF8);
        await _client
            .SendAsync(FormatOptions.Default, message, from, [to], cancellationToken)
            .WaitAsync(cancellationToken);
    }

    public void Dispose() => _client.Dispose();

    private static SecureSocketOptions Security(SmtpNotifierOptions options) =>
        options.EncryptsAtOnce() ? SecureSocketOptions.SslOnConnect
        : options.Encrypts() ? SecureSocketOptions.StartTls
        : SecureSocketOptions.None;
}
