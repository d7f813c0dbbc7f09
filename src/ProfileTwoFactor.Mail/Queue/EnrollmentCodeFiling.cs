using ProfileTwoFactor.Events;

namespace ProfileTwoFactor.Mail.Queue;

/// <summary>Files the mail with the code that proves a first binding.</summary>
internal sealed class EnrollmentCodeFiling(NotificationFiling filing, MailCode codes)
    : IEnrollmentCodeSender
{
    public Task SendAsync(EnrollmentCodeMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        return filing.AddAsync(
            NotificationPayload.Of(TwoFactorMailKind.EnrollmentCode, message.Context) with
            {
                To = message.Context.AccountName,
                MemberId = message.Context.MemberId,
                RecipientLanguage = message.Context.Language,
                Code = codes.Protect(message.Code),
                ExpiresAt = message.ExpiresAt,
            },
            cancellationToken
        );
    }
}
