using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

internal sealed class EntityNotificationStore<TContext>(
    OwnContext<TContext> own,
    ILogger<EntityNotificationStore<TContext>>? logger = null
) : INotificationStore, IStoreClock
    where TContext : DbContext
{
    private static readonly TimeSpan UnreadablePause = TimeSpan.FromHours(1);

    private readonly EntityStoreClock<TContext> _clock = new(own);

    private ILogger Logger { get; } = logger ?? (ILogger)NullLogger.Instance;

    /// <summary>Of the database the queue is in, which need not be that of the secrets.</summary>
    public Task<DateTimeOffset?> GetUtcNowAsync(CancellationToken cancellationToken) =>
        _clock.GetUtcNowAsync(cancellationToken);

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
        return CompareAndSwap.WriteAsync(own, row, row.Key, job.Version, cancellationToken);
    }

    public async Task<NotificationJob?> FindJobAsync(string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        var key = RowKey.OfJob(id);
        var row = await own.RunAsync(
            context =>
                StoredRows
                    .Of<TwoFactorNotificationEntity>(context)
                    .SingleOrDefaultAsync(stored => stored.Key == key, cancellationToken),
            cancellationToken
        );
        return row is null ? null : NotificationRow.ToJob(row);
    }

    public async Task<IReadOnlyList<NotificationJob>> ListDueJobsAsync(
        DueJobQuery query,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(query);
        var lane = (int)query.Lane;
        var ticks = query.Now.UtcTicks;
        var except = query.ExceptGroups.Select(GroupColumn.Write).ToArray();
        var rows = await own.RunAsync(
            context =>
            {
                var due = StoredRows
                    .Of<TwoFactorNotificationEntity>(context)
                    .Where(row => row.Lane == lane && row.NotBeforeUtcTicks <= ticks);
                return (except.Length == 0 ? due : due.Where(row => !except.Contains(row.GroupKey)))
                    .OrderBy(row => row.NotBeforeUtcTicks)
                    .Take(query.Limit)
                    .ToListAsync(cancellationToken);
            },
            cancellationToken
        );
        var jobs = new List<NotificationJob>(rows.Count);
        foreach (var row in rows)
        {
            try
            {
                jobs.Add(NotificationRow.ToJob(row));
            }
            catch (InvalidDataException exception)
            {
                await PutOffAsync(row, query.Now, exception, cancellationToken);
            }
        }

        return jobs;
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
        );
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
                StoredRows
                    .Of<TwoFactorDeliveryEntity>(context)
                    .Where(row => keys.Contains(row.Key))
                    .ToListAsync(cancellationToken),
            cancellationToken
        );
        var deliveries = new List<NotificationDelivery>(rows.Count);
        foreach (var row in rows)
        {
            try
            {
                deliveries.Add(NotificationRow.ToDelivery(row, jobId));
            }
            catch (InvalidDataException exception)
            {
                // Without it the recipient counts as not notified, and may get one copy too many; kept, it could never be overwritten.
                StoreLog.UnreadableDelivery(Logger, row.Key, exception);
                await own.RunAsync(
                    context =>
                        StoredRows
                            .Of<TwoFactorDeliveryEntity>(context)
                            .Where(stored => stored.Key == row.Key)
                            .ExecuteDeleteAsync(cancellationToken),
                    cancellationToken
                );
            }
        }

        return deliveries;
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
        return CompareAndSwap.WriteAsync(own, row, row.Key, delivery.Version, cancellationToken);
    }

    public Task DeleteDeliveriesAsync(string jobId, CancellationToken cancellationToken) =>
        DeleteDeliveriesOfAsync(RowKey.OfJob(jobId), cancellationToken);

    public async Task DeleteGroupAsync(string group, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(group);
        var written = GroupColumn.Write(group);
        string[] keys;
        do
        {
            keys = await own.RunAsync(
                context =>
                    StoredRows
                        .Of<TwoFactorNotificationEntity>(context)
                        .Where(row => row.GroupKey == written)
                        .OrderBy(row => row.Key)
                        .Select(row => row.Key)
                        .Take(PagedDelete.PageSize)
                        .ToArrayAsync(cancellationToken),
                cancellationToken
            );
            foreach (var key in keys)
            {
                await DeleteDeliveriesOfAsync(key, cancellationToken);
                await own.RunAsync(
                    context =>
                        RowStatement.DeleteAsync<TwoFactorNotificationEntity>(
                            context,
                            [RowCondition.KeyIs(key)],
                            cancellationToken
                        ),
                    cancellationToken
                );
            }
        } while (keys.Length == PagedDelete.PageSize);
    }

    private Task DeleteDeliveriesOfAsync(string jobKey, CancellationToken cancellationToken) =>
        PagedDelete.RunAsync<TContext, TwoFactorDeliveryEntity>(
            own,
            nameof(TwoFactorDeliveryEntity.JobKey),
            jobKey,
            cancellationToken
        );

    /// <summary>A row that makes no sense must not hide the others, today or at the next look.</summary>
    private async Task PutOffAsync(
        TwoFactorNotificationEntity row,
        DateTimeOffset now,
        Exception reason,
        CancellationToken cancellationToken
    )
    {
        StoreLog.UnreadableJob(Logger, row.Key, reason);
        var later = (now + UnreadablePause).UtcTicks;
        try
        {
            await own.RunAsync(
                context =>
                    StoredRows
                        .Of<TwoFactorNotificationEntity>(context)
                        .Where(stored => stored.Key == row.Key)
                        .ExecuteUpdateAsync(
                            set => set.SetProperty(stored => stored.NotBeforeUtcTicks, later),
                            cancellationToken
                        ),
                cancellationToken
            );
        }
        catch (Exception exception)
        {
            StoreLog.UnreadableJobStays(Logger, row.Key, exception);
        }
    }
}
