using Microsoft.EntityFrameworkCore;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

/// <summary>Deletes many rows a page at a time: one big delete would lock everyone else's writes out (SQLite has one writer at a time).</summary>
internal static class PagedDelete
{
    /// <summary>Rows of one statement.</summary>
    public const int PageSize = 256;

    /// <summary>Deletes every row of <typeparamref name="TRow"/> whose <paramref name="property"/> is <paramref name="value"/>.</summary>
    public static async Task RunAsync<TContext, TRow>(
        OwnContext<TContext> own,
        string property,
        string value,
        CancellationToken cancellationToken
    )
        where TContext : DbContext
        where TRow : class
    {
        while (
            await own.RunAsync(
                context => DeletePageAsync<TRow>(context, property, value, cancellationToken),
                cancellationToken
            )
        ) { }
    }

    /// <returns>Whether there may be more.</returns>
    private static async Task<bool> DeletePageAsync<TRow>(
        DbContext context,
        string property,
        string value,
        CancellationToken cancellationToken
    )
        where TRow : class
    {
        var last = await context
            .Set<TRow>()
            .IgnoreQueryFilters()
            .AsNoTracking()
            .Where(row => EF.Property<string>(row, property) == value)
            .Select(row => EF.Property<string>(row, RowStatement.KeyProperty))
            .OrderBy(key => key)
            .Skip(PageSize - 1)
            .FirstOrDefaultAsync(cancellationToken);
        RowCondition[] page = last is null
            ? [RowCondition.Is(property, value)]
            : [RowCondition.Is(property, value), RowCondition.KeyUpTo(last)];
        await RowStatement.DeleteAsync<TRow>(context, page, cancellationToken);
        return last is not null;
    }
}
