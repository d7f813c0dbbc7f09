using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Mail.Diagnostics;

namespace ProfileTwoFactor.Mail.Development;

/// <summary>For hosts that chose no notifier. Says that a mail was due, not to whom, nor what it said.</summary>
internal sealed class LoggingNotifier(ILogger<LoggingNotifier> logger) : ITwoFactorNotifier
{
    public Task SendAsync(TwoFactorMail mail, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mail);
        MailLog.MailNotSent(logger, mail.Kind);
        return Task.CompletedTask;
    }
}
