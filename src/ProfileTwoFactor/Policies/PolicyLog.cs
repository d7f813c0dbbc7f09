using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.Policies;

/// <summary>Log messages of policies. Never a code, secret, token or link.</summary>
internal static partial class PolicyLog
{
    [LoggerMessage(
        1200,
        LogLevel.Information,
        "Two-factor authentication was switched {State}. Scope: {Kind}.",
        EventName = "PolicyChanged"
    )]
    public static partial void PolicyChanged(ILogger logger, string state, TwoFactorScopeKind kind);

    [LoggerMessage(
        1201,
        LogLevel.Warning,
        "The bindings of ended epochs couldn't be deleted. The deletion will be retried.",
        EventName = "SweepFailed"
    )]
    public static partial void SweepFailed(ILogger logger, Exception exception);
}
