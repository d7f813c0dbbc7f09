using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.Operations.Internal;

/// <summary>From 1860: importing second factors. Never a key or code.</summary>
internal static partial class ImportLog
{
    [LoggerMessage(
        1860,
        LogLevel.Error,
        "The second factor of an account wasn't imported because the account directory couldn't return the account.",
        EventName = "ImportAccountUnreadable"
    )]
    public static partial void AccountUnreadable(ILogger logger, Exception exception);

    [LoggerMessage(
        1861,
        LogLevel.Error,
        "The second factor of a user who signs in wasn't imported, and the sign-in is refused: {Status}.",
        EventName = "ImportAtSignInRefused"
    )]
    public static partial void AtSignInRefused(ILogger logger, TwoFactorImportStatus status);
}
