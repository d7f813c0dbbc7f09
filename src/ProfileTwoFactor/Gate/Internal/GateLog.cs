using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.Gate.Internal;

/// <summary>Log messages of the gate. Never a code, secret, token or link.</summary>
internal static partial class GateLog
{
    [LoggerMessage(
        1000,
        LogLevel.Error,
        "The gate refused a request with 503: {Dependency} can't answer.",
        EventName = "GateUnavailable"
    )]
    public static partial void GateUnavailable(
        ILogger logger,
        string dependency,
        Exception exception
    );

    [LoggerMessage(
        1001,
        LogLevel.Critical,
        "Endpoint {Endpoint} was reached without a decision of the gate and was refused. Authorization did not run for it: call UseAuthorization after UseRouting and remove AllowAnonymous.",
        EventName = "SecondWall"
    )]
    public static partial void EndpointUndecided(ILogger logger, string? endpoint);

    [LoggerMessage(
        1002,
        LogLevel.Warning,
        "Routes with the profile parameter that no gate asks about: {Endpoints}",
        EventName = "UngatedEndpoints"
    )]
    public static partial void UngatedEndpoints(ILogger logger, string endpoints);

    [LoggerMessage(
        1004,
        LogLevel.Error,
        "Endpoints that came after the start are not attached as they should be; their requests are refused with 503 until the routes are mended: {Mistakes}",
        EventName = "EndpointsSealed"
    )]
    public static partial void EndpointsSealed(ILogger logger, string mistakes);

    [LoggerMessage(
        1005,
        LogLevel.Error,
        "Endpoints that changed after the start could not be checked for the log. The route table checks them by itself.",
        EventName = "EndpointsUnchecked"
    )]
    public static partial void EndpointsUnchecked(ILogger logger, Exception exception);

    [LoggerMessage(
        1401,
        LogLevel.Warning,
        "A window could not be extended; it stays valid until it lapses.",
        EventName = "ExtensionFailed"
    )]
    public static partial void ExtensionFailed(ILogger logger, Exception exception);
}
