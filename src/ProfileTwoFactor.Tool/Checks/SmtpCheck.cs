using MailKit.Net.Smtp;
using MailKit.Security;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Tool.Checks;

/// <summary>Whether the mail server answers. No mail is sent, and no password is needed.</summary>
internal static class SmtpCheck
{
    public const string Name = "smtp";

    public static async Task<Check> RunAsync(
        string? host,
        int port,
        TimeSpan timeout,
        CancellationToken cancellationToken
    )
    {
        if (host is null)
        {
            return Check.Skipped(
                Name,
                "Not checked: no mail server is named.",
                "Name it with --smtp host:port."
            );
        }

        using var client = new SmtpClient { CheckCertificateRevocation = false };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(timeout);
        try
        {
            await client.ConnectAsync(host, port, SecureSocketOptions.Auto, patience.Token);
            var secured = client.IsSecure;
            await client.DisconnectAsync(quit: true, patience.Token);
            return secured
                ? Check.Fine(Name, "The mail server answers, over TLS.")
                : Check.Warning(
                    Name,
                    "The mail server answers, but offers no TLS.",
                    "Fine on the same machine. Otherwise, use a server with TLS: mails name profiles and people."
                );
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return Check.Error(
                Name,
                $"The mail server doesn't answer: {FailureText.Of(exception)}.",
                "Check host, port, firewall, and the server's certificate. Mails wait in the queue for three days."
            );
        }
    }
}
