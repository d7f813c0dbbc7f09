using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.Gate.Hubs;

/// <summary>Log messages of open connections and answers. Never a code, secret, token or link.</summary>
internal static partial class ConnectionLog
{
    [LoggerMessage(
        1600,
        LogLevel.Information,
        "An open connection was closed: {Code}.",
        EventName = "ConnectionClosed"
    )]
    public static partial void ConnectionClosed(ILogger logger, string code);

    [LoggerMessage(
        1601,
        LogLevel.Information,
        "A client couldn't be notified why its connection is closed.",
        EventName = "ConnectionNotTold"
    )]
    public static partial void ConnectionNotTold(ILogger logger, Exception exception);

    [LoggerMessage(
        1602,
        LogLevel.Error,
        "The check of an open connection failed. The connection is closed unless a check succeeds soon.",
        EventName = "ConnectionCheckFailed"
    )]
    public static partial void ConnectionCheckFailed(ILogger logger, Exception exception);

    [LoggerMessage(
        1603,
        LogLevel.Error,
        "A check of all open connections failed. The next check follows.",
        EventName = "ConnectionRoundFailed"
    )]
    public static partial void ConnectionRoundFailed(ILogger logger, Exception exception);

    [LoggerMessage(
        1604,
        LogLevel.Error,
        "An open connection can't be checked in its own tenant, and is closed unless a check succeeds soon: outside the request, TenantResolver failed or returned another tenant. Resolve the tenant from what a connection keeps (host, path, route, user, items, and headers other than cookies and authorization), or from ITwoFactorTenantAccessor.",
        EventName = "ConnectionTenantUnknown"
    )]
    public static partial void ConnectionTenantUnknown(ILogger logger, Exception exception);

    [LoggerMessage(
        1605,
        LogLevel.Error,
        "Open connections are closed because they couldn't be checked for {Seconds} seconds. An earlier event names the dependency that isn't responding. If requests still succeed, a context or directory of the app doesn't work outside a request. Use ITwoFactorTenantAccessor or IHttpContextAccessor in it, which return the connection's tenant and the request that opened the connection.",
        EventName = "ConnectionUndecided"
    )]
    public static partial void ConnectionUndecided(ILogger logger, double seconds);

    [LoggerMessage(
        1606,
        LogLevel.Warning,
        "Connections to the gated hub {Hub} arrive without the HTTP request that opened them, as they do through a managed SignalR service, so their profile and verification are unknown. What is gated is refused. Let clients connect to gated hubs in the app itself. Logged once.",
        EventName = "ConnectionWithoutRequest"
    )]
    public static partial void ConnectionWithoutRequest(ILogger logger, string hub);

    [LoggerMessage(
        1610,
        LogLevel.Information,
        "The open response of {Endpoint} was ended: {Code}.",
        EventName = "AnswerEnded"
    )]
    public static partial void AnswerEnded(ILogger logger, string? endpoint, string code);
}
