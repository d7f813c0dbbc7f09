using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

/// <summary>Deletes many rows a page at a time: one big delete would lock everyone else's writes out (SQLite has one writer at a time).</summary>
internal static class PagedDelete
{
    /// <summary>Rows of one statement.</summary>
    public const int PageSize = 256;

    /// <param name="rows">All that has to go.</param>
    /// <param name="key">The rows' key, by which the pages are cut.</param>
    /// <param name="upTo">The rows whose key is at most this one.</param>
    /// <param name="cancellationToken">Ends the statement.</param>
    /// <returns>Whether there may be more.</returns>
    public static async Task<bool> DeletePageAsync<TRow>(
        this IQueryable<TRow> rows,
        Expression<Func<TRow, string>> key,
        Func<IQueryable<TRow>, string, IQueryable<TRow>> upTo,
        CancellationToken cancellationToken
    )
    {
        var last = await rows.OrderBy(key)
            .Select(key)
            .Skip(PageSize - 1)
            .FirstOrDefaultAsync(cancellationToken)
            .ConfigureAwait(false);
        var page = last is null ? rows : upTo(rows, last);
        await page.ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        return last is not null;
    }
}
