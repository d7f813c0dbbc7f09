using Microsoft.EntityFrameworkCore;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

internal sealed class EntityStoreClock<TContext>(OwnContext<TContext> own) : IStoreClock
    where TContext : DbContext
{
    public Task<DateTimeOffset?> GetUtcNowAsync(CancellationToken cancellationToken) =>
        own.RunAsync(context => ReadAsync(context, cancellationToken), cancellationToken);

    private static async Task<DateTimeOffset?> ReadAsync(
        TContext context,
        CancellationToken cancellationToken
    )
    {
        // By name, since the package does not depend on any provider. SQLite runs in this process.
        if (context.Database.ProviderName?.EndsWith(".Sqlite", StringComparison.Ordinal) == true)
        {
            return null;
        }

        // EF never evaluates it here: each provider translates it into a function of its server's. No table is needed for it.
#pragma warning disable RS0030 // The one place where the time must not come from TimeProvider.
        var now = await context
            .Database.SqlQuery<int>($"SELECT 1 AS \"Value\"")
            .Select(_ => DateTime.UtcNow)
            .SingleAsync(cancellationToken)
            .ConfigureAwait(false);
#pragma warning restore RS0030
        return new DateTimeOffset(DateTime.SpecifyKind(now, DateTimeKind.Utc));
    }
}
