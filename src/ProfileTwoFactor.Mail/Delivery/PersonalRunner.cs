using ProfileTwoFactor.Mail.Queue;
using ProfileTwoFactor.Mail.Sending;

namespace ProfileTwoFactor.Mail.Delivery;

/// <summary>Works on a job that concerns one person.</summary>
internal sealed class PersonalRunner(NotificationSender sender, OwedRemovalDelivery owed)
{
    public async Task<JobStep> RunAsync(
        string jobId,
        NotificationPayload payload,
        CancellationToken stopping
    )
    {
        if (payload.Owed is { } removal)
        {
            return await owed.RunAsync(payload, removal, stopping);
        }

        var attempts = new SendAttempts(payload.Attempts, payload.Uncertain);
        var recipient = new MailRecipient(payload.To!, payload.MemberId, payload.RecipientLanguage);
        return await sender.SendAsync(jobId, payload, recipient, attempts, stopping) switch
        {
            SendResult.Sent or SendResult.GivenUp => JobStep.Finished,
            SendResult.Uncertain => JobStep.Doubtful,
            _ => JobStep.Failed,
        };
    }
}
