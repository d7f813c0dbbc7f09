using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Operations.Internal;

/// <summary>Warns at startup that no mail is sent, which would otherwise be noticed when a mail is missing.</summary>
internal sealed class MailStartupNote(
    IEnumerable<IProfileAnnouncer> announcers,
    IEnumerable<IEnrollmentCodeSender> senders,
    IOptions<ProfileTwoFactorOptions> options,
    ILogger<MailStartupNote> logger
) : LifecycleService
{
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.WithoutMail && !announcers.Any())
        {
            SharedStateLog.MailNotAdded(logger);
        }

        if (options.Value.EnrollmentProof == EnrollmentProof.Required && !senders.Any())
        {
            SharedStateLog.NoEnrollmentMail(logger);
        }

        return Task.CompletedTask;
    }
}
