using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.Passkeys.Internal;

internal static partial class PasskeyLog
{
    private const int Longest = 200;

    [LoggerMessage(
        1770,
        LogLevel.Information,
        "A passkey was refused when it was bound: {Reason}",
        EventName = "PasskeyRegistrationRefused"
    )]
    public static partial void RegistrationRefused(ILogger logger, string reason);

    [LoggerMessage(
        1771,
        LogLevel.Information,
        "A passkey was refused: {Reason}",
        EventName = "PasskeyAssertionRefused"
    )]
    public static partial void AssertionRefused(ILogger logger, string reason);

    [LoggerMessage(
        1772,
        LogLevel.Warning,
        "A passkey was used on the origin {Origin}, but this request came to {Expected}. If people use the app there, add the origin to PasskeyOptions.Origins, or have the proxy forward scheme and host.",
        EventName = "PasskeyOriginRefused"
    )]
    public static partial void OriginRefused(ILogger logger, string origin, string expected);

    [LoggerMessage(
        1773,
        LogLevel.Warning,
        "Browsers on the host {Host} can't use passkeys of the domain {Domain}. Correct PasskeyOptions.ServerDomain, or have the proxy forward the host.",
        EventName = "PasskeyDomainDiffers"
    )]
    public static partial void DomainDiffers(ILogger logger, string host, string domain);

    [LoggerMessage(
        1790,
        LogLevel.Warning,
        "PasskeyOptions.ServerDomain is {Domain}, but no setting names the hosts on which people use the app, so passkeys are refused. Add the app's origins to PasskeyOptions.Origins, or its host names to AllowedHosts.",
        EventName = "PasskeyHostsNotNamed"
    )]
    public static partial void HostsNotNamed(ILogger logger, string domain);

    [LoggerMessage(
        1791,
        LogLevel.Warning,
        "A passkey was used on the origin {Origin}, to which this request came, but no setting names it. If people use the app there, add the origin to PasskeyOptions.Origins, or the host to AllowedHosts.",
        EventName = "PasskeyHostNotNamed"
    )]
    public static partial void HostNotNamed(ILogger logger, string origin);

    /// <summary>Text that came from a caller, for one line of a log.</summary>
    public static string Safe(string? text) =>
        text is null
            ? ""
            : string.Concat(text.Take(Longest).Select(c => c is >= ' ' and < '\u007f' ? c : '?'));
}
