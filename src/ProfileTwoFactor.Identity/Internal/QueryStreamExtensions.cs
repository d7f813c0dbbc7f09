using System.Runtime.CompilerServices;

namespace ProfileTwoFactor.Identity.Internal;

/// <summary>Reads a query of the app's user store. Entity Framework's queries are read without blocking a thread; this package needs no reference to it for that.</summary>
internal static class QueryStreamExtensions
{
    public static async IAsyncEnumerable<T> StreamAsync<T>(
        this IQueryable<T> query,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        if (query is IAsyncEnumerable<T> rows)
        {
            await foreach (var row in rows.WithCancellation(cancellationToken))
            {
                yield return row;
            }

            yield break;
        }

        foreach (var row in query)
        {
            yield return row;
        }
    }
}
