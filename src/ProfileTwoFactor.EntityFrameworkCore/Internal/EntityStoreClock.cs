using Microsoft.EntityFrameworkCore;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

internal sealed class EntityStoreClock<TContext>(OwnContext<TContext> own) : IStoreClock
    where TContext : DbContext
{
    public Task<DateTimeOffset?> GetUtcNowAsync(CancellationToken cancellationToken) =>
        own.RunAsync(context => ReadAsync(context, cancellationToken), cancellationToken);

    // By name, since the package depends on no provider. Each asks for UTC without an offset, which no setting of a driver turns into
    // another time. Of other databases nothing is asked: a question they don't know would end every code as a 503.
    private static string? Question(string? provider) =>
        provider switch
        {
            "Npgsql.EntityFrameworkCore.PostgreSQL" => """
                SELECT now() AT TIME ZONE 'utc' AS "Value"
                """,
            "Microsoft.EntityFrameworkCore.SqlServer" => "SELECT SYSUTCDATETIME() AS [Value]",
            // MySQL's own provider and Pomelo's; MariaDB answers the same.
            "MySql.EntityFrameworkCore" or "Pomelo.EntityFrameworkCore.MySql" =>
                "SELECT UTC_TIMESTAMP(6) AS `Value`",
            _ => null,
        };

    private static async Task<DateTimeOffset?> ReadAsync(
        TContext context,
        CancellationToken cancellationToken
    )
    {
        if (Question(context.Database.ProviderName) is not { } question)
        {
            return null;
        }

        var now = await context
            .Database.SqlQueryRaw<DateTime>(question)
            .SingleAsync(cancellationToken);
        return new DateTimeOffset(DateTime.SpecifyKind(now, DateTimeKind.Utc));
    }
}
