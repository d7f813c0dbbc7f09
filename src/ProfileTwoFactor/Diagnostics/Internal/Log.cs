using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.Internal;

/// <summary>Log messages. Ids are stable: 1000 gate, 1100 verification, 1200 bindings and policies, 1400 stores and cache, 1500 accounts, 1600 open connections, 1700 events and mails. Never a code, secret, token or link.</summary>
internal static partial class Log
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
    public static partial void SecondWall(ILogger logger, string? endpoint);

    [LoggerMessage(
        1002,
        LogLevel.Warning,
        "Routes with the profile parameter that no gate asks about: {Endpoints}",
        EventName = "UngatedEndpoints"
    )]
    public static partial void UngatedEndpoints(ILogger logger, string endpoints);

    [LoggerMessage(
        1003,
        LogLevel.Error,
        "Two-factor operation {Operation} answered 503: {Dependency} can't answer.",
        EventName = "OperationUnavailable"
    )]
    public static partial void OperationUnavailable(
        ILogger logger,
        string operation,
        string dependency,
        Exception exception
    );

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

    // Information, not Warning: wrong codes are an expected thing; the lock-out below is the signal.
    [LoggerMessage(
        1100,
        LogLevel.Information,
        "A code was not accepted: {Result}, {Failures} consecutive failures.",
        EventName = "CodeRefused"
    )]
    public static partial void CodeRefused(ILogger logger, string result, int failures);

    [LoggerMessage(
        1101,
        LogLevel.Warning,
        "Locked out after {Failures} consecutive failures.",
        EventName = "LockedOut"
    )]
    public static partial void LockedOut(ILogger logger, int failures);

    [LoggerMessage(
        1200,
        LogLevel.Information,
        "Two-factor authentication was switched {State} for a {Kind}.",
        EventName = "PolicyChanged"
    )]
    public static partial void PolicyChanged(ILogger logger, string state, TwoFactorScopeKind kind);

    [LoggerMessage(
        1201,
        LogLevel.Warning,
        "Deleting the bindings of ended epochs failed and will be tried again.",
        EventName = "SweepFailed"
    )]
    public static partial void SweepFailed(ILogger logger, Exception exception);

    [LoggerMessage(
        1400,
        LogLevel.Warning,
        "A window in the cache was not one of ours and was removed.",
        EventName = "ForeignWindow"
    )]
    public static partial void ForeignWindow(ILogger logger);

    [LoggerMessage(
        1415,
        LogLevel.Warning,
        "A window in the cache can't be decrypted on this node and was left there. Does the node have another key ring, or application name, than the others?",
        EventName = "UnreadableWindow"
    )]
    public static partial void UnreadableWindow(ILogger logger);

    [LoggerMessage(
        1401,
        LogLevel.Warning,
        "A window could not be extended; it stays valid until it lapses.",
        EventName = "ExtensionFailed"
    )]
    public static partial void ExtensionFailed(ILogger logger, Exception exception);

    [LoggerMessage(
        1402,
        LogLevel.Error,
        "Windows could not be closed in the cache at sign-out; the browser has lost their cookies.",
        EventName = "SignOutIncomplete"
    )]
    public static partial void SignOutIncomplete(ILogger logger, Exception exception);

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

    [LoggerMessage(
        1403,
        LogLevel.Warning,
        "A window that is dead already could not be removed from the cache.",
        EventName = "CleanupFailed"
    )]
    public static partial void CleanupFailed(ILogger logger, Exception exception);

    [LoggerMessage(
        1404,
        LogLevel.Warning,
        "The {Dependency} failed several times in a row. It is left alone for a moment, and requests that need it are answered 503 at once.",
        EventName = "CircuitOpened"
    )]
    public static partial void CircuitOpened(ILogger logger, string dependency);

    [LoggerMessage(
        1405,
        LogLevel.Information,
        "The {Dependency} answers again.",
        EventName = "CircuitClosed"
    )]
    public static partial void CircuitClosed(ILogger logger, string dependency);

    [LoggerMessage(
        1406,
        LogLevel.Warning,
        "Verification windows are kept in the memory of this process. With several nodes, members are asked for a code on each of them, and after each restart again. Register a shared IDistributedCache, such as AddStackExchangeRedisCache().",
        EventName = "CacheInProcess"
    )]
    public static partial void CacheInProcess(ILogger logger);

    [LoggerMessage(
        1407,
        LogLevel.Warning,
        "Data Protection keys are kept in {Place}. A node that can't read them answers every code with 503. With several nodes, keep them where all can read them, such as PersistKeysToDbContext(), and back them up with the database.",
        EventName = "KeysNotShared"
    )]
    public static partial void KeysNotShared(ILogger logger, string place);

    [LoggerMessage(
        1408,
        LogLevel.Critical,
        "This node's clock is {Seconds} seconds from the store's, and {Tolerated} are tolerated. It checks no code until they agree: set the clocks by NTP, of the node or of the database server.",
        EventName = "ClockSkew"
    )]
    public static partial void ClockSkew(ILogger logger, string seconds, double tolerated);

    [LoggerMessage(
        1409,
        LogLevel.Critical,
        "This node can't read what other nodes wrote with their Data Protection keys, and answers every code with 503. Give all nodes the same key ring and application name, or bring the lost keys back from the backup.",
        EventName = "KeyRingForeign"
    )]
    public static partial void KeyRingForeign(ILogger logger, Exception exception);

    [LoggerMessage(
        1700,
        LogLevel.Error,
        "{Subscriber} could not take the event {Event}: {Failure}. What happened stands.",
        EventName = "SubscriberFailed"
    )]
    public static partial void SubscriberFailed(
        ILogger logger,
        string subscriber,
        string @event,
        string failure
    );

    [LoggerMessage(
        1711,
        LogLevel.Warning,
        "Nobody is mailed: members don't hear that a profile was switched on, and nobody hears of lock-outs and removals. Reference ProfileTwoFactor.Mail and call AddMail(...) after AddProfileTwoFactor().",
        EventName = "MailNotAdded"
    )]
    public static partial void MailNotAdded(ILogger logger);
}
