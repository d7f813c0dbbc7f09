using Microsoft.EntityFrameworkCore;
using ProfileTwoFactor.Mail.Stores;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

internal sealed class EntityNotificationStore<TContext>(OwnContext<TContext> own)
    : INotificationStore
    where TContext : DbContext
{
    public Task<StoreWriteStatus> WriteJobAsync(
        NotificationJob job,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentOutOfRangeException.ThrowIfNegative(job.Version);
        var row = NotificationRow.From(job);
        // What couldn't be read back must not replace what can.
        _ = NotificationRow.ToJob(row);
        return CompareAndSwap.WriteAsync(
            own,
            row,
            job.Version,
            token =>
                own.RunAsync(
                    context => Jobs(context).AnyAsync(stored => stored.Key == row.Key, token),
                    token
                ),
            cancellationToken
        );
    }

    public async Task<IReadOnlyList<NotificationJob>> ListDueJobsAsync(
        DateTimeOffset now,
        int limit,
        CancellationToken cancellationToken
    )
    {
        var ticks = now.UtcTicks;
        var rows = await own.RunAsync(
                context =>
                    Jobs(context)
                        .Where(row => row.NotBeforeUtcTicks <= ticks)
                        .OrderBy(row => row.NotBeforeUtcTicks)
                        .Take(limit)
                        .ToListAsync(cancellationToken),
                cancellationToken
            )
            .ConfigureAwait(false);
        return rows.ConvertAll(NotificationRow.ToJob);
    }

    public async Task<StoreWriteStatus> DeleteJobAsync(
        string id,
        long version,
        CancellationToken cancellationToken
    )
    {
        RowCondition[] job =
        [
            RowCondition.KeyIs(RowKey.OfJob(id)),
            RowCondition.VersionIs(version),
        ];
        var deleted = await own.RunAsync(
                context =>
                    RowStatement.DeleteAsync<TwoFactorNotificationEntity>(
                        context,
                        job,
                        cancellationToken
                    ),
                cancellationToken
            )
            .ConfigureAwait(false);
        return deleted == 1 ? StoreWriteStatus.Written : StoreWriteStatus.Conflict;
    }

    public async Task<IReadOnlyList<NotificationDelivery>> FindDeliveriesAsync(
        string jobId,
        IReadOnlyCollection<string> recipients,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(recipients);
        var keys = recipients.Select(recipient => RowKey.OfDelivery(jobId, recipient)).ToArray();
        var rows = await own.RunAsync(
                context =>
                    Deliveries(context)
                        .Where(row => keys.Contains(row.Key))
                        .ToListAsync(cancellationToken),
                cancellationToken
            )
            .ConfigureAwait(false);
        return rows.ConvertAll(row => NotificationRow.ToDelivery(row, jobId));
    }

    public Task<StoreWriteStatus> WriteDeliveryAsync(
        NotificationDelivery delivery,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(delivery);
        ArgumentOutOfRangeException.ThrowIfNegative(delivery.Version);
        var row = NotificationRow.From(delivery);
        _ = NotificationRow.ToDelivery(row, delivery.JobId);
        return CompareAndSwap.WriteAsync(
            own,
            row,
            delivery.Version,
            token =>
                own.RunAsync(
                    context => Deliveries(context).AnyAsync(stored => stored.Key == row.Key, token),
                    token
                ),
            cancellationToken
        );
    }

    public Task DeleteDeliveriesAsync(string jobId, CancellationToken cancellationToken) =>
        PagedDelete.RunAsync<TContext, TwoFactorDeliveryEntity>(
            own,
            nameof(TwoFactorDeliveryEntity.JobKey),
            RowKey.OfJob(jobId),
            cancellationToken
        );

    private static IQueryable<TwoFactorNotificationEntity> Jobs(TContext context) =>
        context.Set<TwoFactorNotificationEntity>().IgnoreQueryFilters().AsNoTracking();

    private static IQueryable<TwoFactorDeliveryEntity> Deliveries(TContext context) =>
        context.Set<TwoFactorDeliveryEntity>().IgnoreQueryFilters().AsNoTracking();
}
