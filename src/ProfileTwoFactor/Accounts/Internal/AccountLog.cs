using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>Log messages of account sessions. Never a code, secret, token or link.</summary>
internal static partial class AccountLog
{
    [LoggerMessage(
        1500,
        LogLevel.Error,
        "A session of scheme {Scheme} carries no user id and was refused. Put the id into one of AccountTwoFactorOptions.UserIdClaimTypes, or name the claim there.",
        EventName = "SessionWithoutUser"
    )]
    public static partial void SessionWithoutUser(ILogger logger, string scheme);

    [LoggerMessage(
        1501,
        LogLevel.Error,
        "A session was refused because {Dependency} can't say whether its account needs a second factor.",
        EventName = "SessionUnavailable"
    )]
    public static partial void SessionUnavailable(
        ILogger logger,
        string dependency,
        Exception exception
    );

    [LoggerMessage(
        1502,
        LogLevel.Warning,
        "A half-way sign-in could not be ended on the server because {Dependency} can't answer; the browser has lost its cookie.",
        EventName = "SignInNotGivenUp"
    )]
    public static partial void SignInNotGivenUp(
        ILogger logger,
        string dependency,
        Exception exception
    );
}
