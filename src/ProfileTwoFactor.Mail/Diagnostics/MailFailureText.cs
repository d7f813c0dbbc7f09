using MailKit.Net.Smtp;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Mail.Diagnostics;

/// <summary>Says what kind of failure it was, with the number of a mail server's answer and without its words, which repeat the address.</summary>
internal static class MailFailureText
{
    public static string Of(Exception exception)
    {
        var kinds = FailureText.Of(exception);
        for (var current = exception; current is not null; current = current.InnerException)
        {
            if (current is SmtpCommandException answer)
            {
                return $"{kinds} {(int)answer.StatusCode}";
            }
        }

        return kinds;
    }
}
