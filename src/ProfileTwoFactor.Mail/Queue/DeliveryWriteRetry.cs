using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Mail.Diagnostics;

namespace ProfileTwoFactor.Mail.Queue;

/// <summary>Notes that a mail went out. Worth several attempts, because what isn't noted is sent once more.</summary>
internal static class DeliveryWriteRetry
{
    private const int MaxAttempts = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public static async Task DoAsync(
        Func<Task> note,
        TwoFactorMailKind kind,
        TimeProvider time,
        ILogger logger
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await note();
                return;
            }
            catch (Exception exception)
                when (attempt < MaxAttempts && exception is not LeaseLostException)
            {
                await Task.Delay(Pause * attempt, time, CancellationToken.None);
            }
            catch (Exception exception) when (exception is not LeaseLostException)
            {
                MailLog.MailNotNoted(logger, kind, FailureText.Of(exception));
                throw;
            }
        }
    }
}
