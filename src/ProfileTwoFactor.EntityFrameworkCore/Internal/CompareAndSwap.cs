using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

internal static class CompareAndSwap
{
    /// <summary>Writes a row over the version it was read at; 0 inserts it.</summary>
    public static Task<StoreWriteStatus> WriteAsync<TContext, TRow>(
        OwnContext<TContext> own,
        TRow row,
        string key,
        long expectedVersion,
        CancellationToken cancellationToken
    )
        where TContext : DbContext
        where TRow : class =>
        expectedVersion == 0
            ? InsertAsync(own, row, key, cancellationToken)
            : UpdateAsync(own, row, expectedVersion, cancellationToken);

    private static async Task<StoreWriteStatus> UpdateAsync<TContext>(
        OwnContext<TContext> own,
        object row,
        long expectedVersion,
        CancellationToken cancellationToken
    )
        where TContext : DbContext =>
        await own.RunAsync(
            context => RowStatement.UpdateAsync(context, row, expectedVersion, cancellationToken),
            cancellationToken
        ) switch
        {
            1 => StoreWriteStatus.Written,
            0 => StoreWriteStatus.Conflict,
            var count => throw Unknown(count),
        };

    private static async Task<StoreWriteStatus> InsertAsync<TContext, TRow>(
        OwnContext<TContext> own,
        TRow row,
        string key,
        CancellationToken cancellationToken
    )
        where TContext : DbContext
        where TRow : class
    {
        try
        {
            var count = await own.RunAsync(
                context => RowStatement.InsertAsync(context, row, cancellationToken),
                cancellationToken
            );
            return count == 1 ? StoreWriteStatus.Written : throw Unknown(count);
        }
        catch (DbException)
        {
            // Error codes for a duplicate key differ by provider; the row itself doesn't lie. If the connection broke after our own
            // insert was committed this says "conflict" too: the caller reads again and finds its own write, which is safe.
            var exists = await own.RunAsync(
                context =>
                    StoredRows
                        .Of<TRow>(context)
                        .AnyAsync(
                            stored => EF.Property<string>(stored, RowStatement.KeyProperty) == key,
                            cancellationToken
                        ),
                cancellationToken
            );
            if (exists)
            {
                return StoreWriteStatus.Conflict;
            }

            throw;
        }
    }

    // SQL Server with NOCOUNT gives -1, for example; whether the write happened is not known then, so it is no answer.
    private static InvalidOperationException Unknown(int count) =>
        new(
            $"The database reports {count} changed rows for a statement that changes at most one row, so the result of the write is unknown. "
                + "Remove the cause of the different count, such as SET NOCOUNT ON or a trigger on ProfileTwoFactor's tables."
        );
}
