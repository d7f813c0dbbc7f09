using Microsoft.EntityFrameworkCore;
using ProfileTwoFactor.EntityFrameworkCore.Internal;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Tool.Databases;

namespace ProfileTwoFactor.Tool.Changes;

/// <summary>Writes a row over the version it was read at, and the trail with it: all of it, or nothing.</summary>
internal sealed class TrailedWrite(OwnContext<ToolContext> own, ChangeTrail trail)
{
    public bool IsDue => trail.Current is not null;

    public Task<StoreWriteStatus> WriteAsync(
        object row,
        long expectedVersion,
        CancellationToken cancellationToken
    ) =>
        own.RunAsync(
            async context =>
            {
                await using var transaction = await context.Database.BeginTransactionAsync(
                    cancellationToken
                );
                var changed = await RowStatement.UpdateAsync(
                    context,
                    row,
                    expectedVersion,
                    cancellationToken
                );
                if (changed != 1)
                {
                    return StoreWriteStatus.Conflict;
                }

                var entry = trail.Current!;
                if (entry.History is { } history)
                {
                    await RowStatement.InsertAsync(
                        context,
                        HistoryRow.From(history),
                        cancellationToken
                    );
                }

                await RowStatement.InsertAsync(
                    context,
                    NotificationRow.From(entry.Owed),
                    cancellationToken
                );
                await transaction.CommitAsync(cancellationToken);
                return StoreWriteStatus.Written;
            },
            cancellationToken
        );
}
