using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Log messages of first bindings. Never a code, pass, secret or link.</summary>
internal static partial class EnrollmentLog
{
    [LoggerMessage(
        1756,
        LogLevel.Warning,
        "An Owner can't bind an authenticator: a proof is required, and this app mails no codes. Register an IEnrollmentCodeSender. If the Owner set the rule enrollmentProof, the Owner can set it to null while the profile is disabled.",
        EventName = "NoEnrollmentProof"
    )]
    public static partial void NoProof(ILogger logger);
}
