using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.Events.Internal;
using ProfileTwoFactor.Mail.Composing;
using ProfileTwoFactor.Mail.Diagnostics;
using ProfileTwoFactor.Mail.Queue;

namespace ProfileTwoFactor.Mail.Sending;

/// <summary>Hands one mail to the notifier, with an end to its patience.</summary>
internal sealed class NotificationSender(
    ITwoFactorNotifier notifier,
    MailComposer composer,
    TwoFactorEventPublisher events,
    IOptions<NotificationWorkerOptions> options,
    TimeProvider time,
    ILogger<NotificationSender> logger
)
{
    private readonly NotificationWorkerOptions _options = options.Value;

    /// <param name="id">The same for every attempt.</param>
    /// <param name="payload">What to say.</param>
    /// <param name="to">To whom.</param>
    /// <param name="attempts">What is known of earlier attempts.</param>
    /// <param name="stopping">The host stops; a mail under way gets a little time to arrive.</param>
    public async Task<SendResult> SendAsync(
        string id,
        NotificationPayload payload,
        MailRecipient to,
        SendAttempts attempts,
        CancellationToken stopping
    )
    {
        if (string.IsNullOrWhiteSpace(to.Address))
        {
            return await GiveUpAsync(payload, to, attempts.Failed, "The person has no address.");
        }

        if (payload.ExpiresAt <= time.GetUtcNow())
        {
            MailLog.MailDropped(logger, payload.Kind, attempts.Failed, "its code has expired");
            return SendResult.GivenUp;
        }

        // Real time, as in Deadline: a server that hangs must not hold the worker while a test's clock stands still.
        using var patience = new CancellationTokenSource(_options.SendTimeout);
        await using var stop = stopping.Register(() => patience.CancelAfter(_options.StopGrace));
        try
        {
            var mail = composer.Compose(id, payload, to);
            var sending = notifier.SendAsync(mail, patience.Token);
            await sending.WaitAsync(patience.Token);
            return SendResult.Sent;
        }
        catch (Exception exception)
        {
            var failed = attempts.Failed + 1;
            var rejected = exception is TwoFactorMailRejectedException;
            if (exception is TwoFactorMailUncertainException)
            {
                MailLog.MailUncertain(logger, payload.Kind, MailFailureText.Of(exception));
                if (attempts.Uncertain + 1 < _options.MostUncertain)
                {
                    return SendResult.Uncertain;
                }

                // It may have arrived, so no one is told that it didn't.
                return SendResult.GivenUp;
            }

            if (
                rejected && failed >= _options.MostRejections
                || time.GetUtcNow() - payload.Time >= _options.Lifetime
            )
            {
                return await GiveUpAsync(payload, to, failed, MailFailureText.Of(exception));
            }

            MailLog.MailFailed(logger, payload.Kind, failed, MailFailureText.Of(exception));
            return rejected ? SendResult.Rejected : SendResult.Failed;
        }
    }

    private async Task<SendResult> GiveUpAsync(
        NotificationPayload payload,
        MailRecipient to,
        int failed,
        string failure
    )
    {
        MailLog.MailDropped(logger, payload.Kind, failed, failure);
        await events.PublishAsync(
            new MailUndeliverable(
                new TwoFactorEventContext
                {
                    Scope = payload.Scope,
                    ProfileName = payload.ProfileName,
                    OwnerEmail = payload.OwnerEmail,
                    MemberId = to.MemberId ?? "",
                    AccountName = to.Address,
                    ActorMemberId = payload.ActorMemberId ?? "",
                    ActorAccountName = payload.ActorAccountName,
                    Time = time.GetUtcNow(),
                },
                payload.Kind.ToString()
            )
        );
        return SendResult.GivenUp;
    }
}
