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

    [LoggerMessage(
        1780,
        LogLevel.Error,
        "The rules of profile {ProfileId} allow only authenticators of kinds that this app doesn't have: {Kinds}. All kinds that the app has are accepted there instead. Add the package that is missing on this node, for example by AddPasskeys(), or let the Owner set allowedAuthenticators again.",
        EventName = "AllowedAuthenticatorsGone"
    )]
    public static partial void KindsAreGone(ILogger logger, string profileId, string kinds);

    [LoggerMessage(
        1755,
        LogLevel.Warning,
        "The rules of a profile were changed by a clock that was ahead. All members of the profile verify again. Synchronize the clocks of all nodes.",
        EventName = "MarksAhead"
    )]
    public static partial void MarksAhead(ILogger logger);
}
