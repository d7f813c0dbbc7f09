using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ProfileTwoFactor.EntityFrameworkCore;
using ProfileTwoFactor.EntityFrameworkCore.Internal;
using ProfileTwoFactor.Tool.Databases;

namespace ProfileTwoFactor.Tool.Reading;

/// <summary>All rows of a table by their keys, a page at a time: no connection or lock is held in between, while the app serves.</summary>
internal sealed class RowPages(ToolDatabase database)
{
    private const int Size = 500;

    public IAsyncEnumerable<TwoFactorPolicyEntity> PoliciesAsync(
        CancellationToken cancellationToken
    ) =>
        ReadAsync<TwoFactorPolicyEntity>(
            row => row.Key,
            after => row => string.Compare(row.Key, after) > 0,
            cancellationToken
        );

    public IAsyncEnumerable<TwoFactorBindingEntity> BindingsAsync(
        CancellationToken cancellationToken
    ) =>
        ReadAsync<TwoFactorBindingEntity>(
            row => row.Key,
            after => row => string.Compare(row.Key, after) > 0,
            cancellationToken
        );

    private async IAsyncEnumerable<TRow> ReadAsync<TRow>(
        Expression<Func<TRow, string>> key,
        Func<string, Expression<Func<TRow, bool>>> beyond,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
        where TRow : class
    {
        var keyOf = key.Compile();
        var last = "";
        while (true)
        {
            var after = beyond(last);
            var page = await database.RunAsync(
                context =>
                    StoredRows
                        .Of<TRow>(context)
                        .Where(after)
                        .OrderBy(key)
                        .Take(Size)
                        .ToListAsync(cancellationToken),
                cancellationToken
            );
            foreach (var row in page)
            {
                yield return row;
            }

            if (page.Count < Size)
            {
                yield break;
            }

            last = keyOf(page[^1]);
        }
    }
}
