using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>Log messages of account sessions. Never a code, secret, token or link.</summary>
internal static partial class AccountLog
{
    [LoggerMessage(
        1500,
        LogLevel.Error,
        "A session of scheme {Scheme} has no user id and was refused. Store the id in one of the claims of AccountTwoFactorOptions.UserIdClaimTypes, or add your claim type to that list.",
        EventName = "SessionWithoutUser"
    )]
    public static partial void SessionWithoutUser(ILogger logger, string scheme);

    [LoggerMessage(
        1501,
        LogLevel.Error,
        "A session was refused because it's unknown whether its account requires a second factor: {Dependency} isn't available.",
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
        "A partial sign-in couldn't be ended on the server because {Dependency} isn't available. Its cookie was deleted in the browser.",
        EventName = "SignInNotGivenUp"
    )]
    public static partial void SignInNotGivenUp(
        ILogger logger,
        string dependency,
        Exception exception
    );

    [LoggerMessage(
        1503,
        LogLevel.Warning,
        "The change of an account's two-factor authentication is complete, but this browser's session or window couldn't be renewed because {Dependency} isn't available. The user may have to enter another code.",
        EventName = "SessionNotRenewed"
    )]
    public static partial void SessionNotRenewed(
        ILogger logger,
        string dependency,
        Exception exception
    );

    [LoggerMessage(
        1504,
        LogLevel.Error,
        "A sign-in was refused: the account has a second factor of the app, which IAccountTwoFactorManager.SignInAsync doesn't ask for (TwoFactorAccount.HasOtherSecondFactor). Ask for it with the app's own sign-in, or import it.",
        EventName = "OtherSecondFactor"
    )]
    public static partial void OtherSecondFactor(ILogger logger);
}
