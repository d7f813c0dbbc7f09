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
        "A client could not be told why its connection is closed.",
        EventName = "ConnectionNotTold"
    )]
    public static partial void ConnectionNotTold(ILogger logger, Exception exception);

    [LoggerMessage(
        1602,
        LogLevel.Error,
        "Asking about an open connection failed; it is closed unless it can be answered soon.",
        EventName = "ConnectionCheckFailed"
    )]
    public static partial void ConnectionCheckFailed(ILogger logger, Exception exception);

    [LoggerMessage(
        1603,
        LogLevel.Error,
        "A round over the open connections failed; the next one follows.",
        EventName = "ConnectionRoundFailed"
    )]
    public static partial void ConnectionRoundFailed(ILogger logger, Exception exception);

    [LoggerMessage(
        1604,
        LogLevel.Error,
        "An open connection can't be asked about in its own tenant and is closed unless that changes soon: outside the request TenantResolver failed or named another tenant. Let it find the tenant from what a connection keeps (host, path, route, user, items, headers other than cookies and authorization), or from ITwoFactorTenantAccessor.",
        EventName = "ConnectionTenantUnknown"
    )]
    public static partial void ConnectionTenantUnknown(ILogger logger, Exception exception);

    [LoggerMessage(
        1605,
        LogLevel.Error,
        "Open connections are closed: for {Seconds} seconds nothing could say whether they may stay. An earlier event names what can't answer. If requests are answered meanwhile, a context or directory of the host can't work outside a request: let it follow ITwoFactorTenantAccessor or IHttpContextAccessor, which give the connection's tenant and the request that opened it.",
        EventName = "ConnectionUndecided"
    )]
    public static partial void ConnectionUndecided(ILogger logger, double seconds);

    [LoggerMessage(
        1610,
        LogLevel.Information,
        "The open answer of {Endpoint} was ended: {Code}.",
        EventName = "AnswerEnded"
    )]
    public static partial void AnswerEnded(ILogger logger, string? endpoint, string code);
}
