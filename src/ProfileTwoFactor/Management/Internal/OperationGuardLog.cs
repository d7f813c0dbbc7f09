using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Log messages of profile operations. Never a code, secret, token or link.</summary>
internal static partial class OperationGuardLog
{
    [LoggerMessage(
        1003,
        LogLevel.Error,
        "Two-factor operation {Operation} was answered with 503: {Dependency} isn't available.",
        EventName = "OperationUnavailable"
    )]
    public static partial void OperationUnavailable(
        ILogger logger,
        string operation,
        string dependency,
        Exception exception
    );
}
