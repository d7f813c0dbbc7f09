using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.Identity.Internal;

/// <summary>From 1850: beside ASP.NET Core Identity.</summary>
internal static partial class IdentityLog
{
    [LoggerMessage(
        1850,
        LogLevel.Warning,
        "Some users have two-factor authentication of ASP.NET Core Identity. PasswordSignInAsync asks them for Identity's code, and after they set up the package's account two-factor authentication, for both codes. IAccountTwoFactorManager.SignInAsync refuses them until their authenticators are imported.",
        EventName = "IdentityTwoFactorInUse"
    )]
    public static partial void IdentityTwoFactorInUse(ILogger logger);

    [LoggerMessage(
        1851,
        LogLevel.Information,
        "It couldn't be checked at start whether users have two-factor authentication of ASP.NET Core Identity.",
        EventName = "IdentityTwoFactorUnknown"
    )]
    public static partial void IdentityTwoFactorUnknown(ILogger logger, Exception exception);
}
