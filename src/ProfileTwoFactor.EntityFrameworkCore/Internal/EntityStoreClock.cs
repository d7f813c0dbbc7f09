using Microsoft.EntityFrameworkCore;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

internal sealed class EntityStoreClock<TContext>(OwnContext<TContext> own) : IStoreClock
    where TContext : DbContext
{
    // Those whose SQL this is. Elsewhere it might be refused, or the time be this process's own, which would compare it with itself.
    private static readonly string[] Known =
    [
        "Npgsql.EntityFrameworkCore.PostgreSQL",
        "Microsoft.EntityFrameworkCore.SqlServer",
    ];

    public Task<DateTimeOffset?> GetUtcNowAsync(CancellationToken cancellationToken) =>
        own.RunAsync(context => ReadAsync(context, cancellationToken), cancellationToken);

    private static async Task<DateTimeOffset?> ReadAsync(
        TContext context,
        CancellationToken cancellationToken
    )
    {
        // By name, since the package depends on no provider.
        if (!Known.Contains(context.Database.ProviderName, StringComparer.Ordinal))
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
