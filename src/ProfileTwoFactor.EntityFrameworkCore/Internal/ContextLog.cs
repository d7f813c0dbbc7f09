using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

internal static partial class ContextLog
{
    [LoggerMessage(
        1410,
        LogLevel.Warning,
        "{Context} can't be created without a tenant, so its model and tables are checked at the first request of each tenant instead of at startup.",
        EventName = "ContextNotChecked"
    )]
    public static partial void NotChecked(ILogger logger, string context, Exception exception);

    [LoggerMessage(
        1419,
        LogLevel.Warning,
        "ProfileTwoFactor's stores were never tested with {Provider}, which {Context} uses. Run the store contracts of ProfileTwoFactor.Testing.Stores against it before you rely on it.",
        EventName = "ProviderUntested"
    )]
    public static partial void ProviderUntested(ILogger logger, string? provider, string context);
}
