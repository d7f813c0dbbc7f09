using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.Gate.Internal;

/// <summary>Log messages of the gate. Never a code, secret, token or link.</summary>
internal static partial class GateLog
{
    [LoggerMessage(
        1000,
        LogLevel.Error,
        "The gate refused a request with 503: {Dependency} isn't available.",
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
        "Endpoint {Endpoint} was reached without a gate decision and was refused. Authorization didn't run for it. Call UseAuthorization after UseRouting, and remove AllowAnonymous.",
        EventName = "SecondWall"
    )]
    public static partial void EndpointUndecided(ILogger logger, string? endpoint);

    [LoggerMessage(
        1002,
        LogLevel.Warning,
        "Routes with the profile parameter that aren't gated: {Endpoints}",
        EventName = "UngatedEndpoints"
    )]
    public static partial void UngatedEndpoints(ILogger logger, string endpoints);

    [LoggerMessage(
        1004,
        LogLevel.Error,
        "Endpoints that were added after startup are misconfigured. Requests to them are refused with 503 until the routes are fixed: {Mistakes}",
        EventName = "EndpointsSealed"
    )]
    public static partial void EndpointsSealed(ILogger logger, string mistakes);

    [LoggerMessage(
        1005,
        LogLevel.Error,
        "Endpoints that changed after startup couldn't be checked for the log. The route table still checks them.",
        EventName = "EndpointsUnchecked"
    )]
    public static partial void EndpointsUnchecked(ILogger logger, Exception exception);

    [LoggerMessage(
        1007,
        LogLevel.Warning,
        "No endpoint serves {Addresses}. Browsers that need a code are redirected there and get 404. Call AddDefaultPages() on AddProfileTwoFactor() and MapRazorPages() on the app, serve pages of your own at these addresses, or set OnChallenge with ConfigureScheme(...).",
        EventName = "PagesNotMapped"
    )]
    public static partial void PagesNotMapped(ILogger logger, string addresses);

    [LoggerMessage(
        1009,
        LogLevel.Information,
        "A request to profile {Profile} was let through only because Enforcement is ReportOnly. Otherwise: {Code}.",
        EventName = "WouldRefuse"
    )]
    public static partial void WouldRefuse(ILogger logger, string profile, string code);

    [LoggerMessage(
        1401,
        LogLevel.Warning,
        "A window couldn't be extended. It remains valid until it expires.",
        EventName = "ExtensionFailed"
    )]
    public static partial void ExtensionFailed(ILogger logger, Exception exception);

    [LoggerMessage(
        1006,
        LogLevel.Error,
        "The app's OnChallenge event failed: {Failure}. The request is refused with the usual response.",
        EventName = "ChallengeEventFailed"
    )]
    public static partial void ChallengeEventFailed(ILogger logger, string failure);

    [LoggerMessage(
        1830,
        LogLevel.Information,
        "A machine caller was refused, because neither the rules of the profile nor the endpoint admit it. Profile: {ProfileId}. Key: {KeyId}.",
        EventName = "MachineCallerRefused"
    )]
    public static partial void MachineCallerRefused(ILogger logger, string profileId, string keyId);
}
