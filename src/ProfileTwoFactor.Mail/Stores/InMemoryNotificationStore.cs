using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Mail.Stores;

internal sealed class InMemoryNotificationStore : INotificationStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, NotificationJob> _jobs = new(StringComparer.Ordinal);

    // Filed by job, so that dropping one never walks through the recipients of all others.
    private readonly Dictionary<string, Dictionary<string, NotificationDelivery>> _deliveries = new(
        StringComparer.Ordinal
    );

    public Task<StoreWriteStatus> WriteJobAsync(
        NotificationJob job,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentOutOfRangeException.ThrowIfNegative(job.Version);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if ((_jobs.GetValueOrDefault(job.Id)?.Version ?? 0) != job.Version)
            {
                return Task.FromResult(StoreWriteStatus.Conflict);
            }

            _jobs[job.Id] = job with { Version = checked(job.Version + 1) };
            return Task.FromResult(StoreWriteStatus.Written);
        }
    }

    public Task<NotificationJob?> FindJobAsync(string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return Task.FromResult(_jobs.GetValueOrDefault(id));
        }
    }

    public Task<IReadOnlyList<NotificationJob>> ListDueJobsAsync(
        DueJobQuery query,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(query);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<NotificationJob>>([
                .. _jobs
                    .Values.Where(job =>
                        job.Lane == query.Lane
                        && job.NotBefore <= query.Now
                        && !query.ExceptGroups.Contains(job.Group, StringComparer.Ordinal)
                    )
                    .OrderBy(job => job.NotBefore)
                    .Take(query.Limit),
            ]);
        }
    }

    public Task<StoreWriteStatus> DeleteJobAsync(
        string id,
        long version,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return Task.FromResult(
                _jobs.GetValueOrDefault(id)?.Version == version && _jobs.Remove(id)
                    ? StoreWriteStatus.Written
                    : StoreWriteStatus.Conflict
            );
        }
    }

    public Task<IReadOnlyList<NotificationDelivery>> FindDeliveriesAsync(
        string jobId,
        IReadOnlyCollection<string> recipients,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(recipients);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<NotificationDelivery>>(
                _deliveries.TryGetValue(jobId, out var known)
                    ?
                    [
                        .. recipients
                            .Distinct(StringComparer.Ordinal)
                            .Select(recipient => known.GetValueOrDefault(recipient))
                            .OfType<NotificationDelivery>(),
                    ]
                    : []
            );
        }
    }

    public Task<StoreWriteStatus> WriteDeliveryAsync(
        NotificationDelivery delivery,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(delivery);
        ArgumentOutOfRangeException.ThrowIfNegative(delivery.Version);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var known = _deliveries.GetValueOrDefault(delivery.JobId);
            if ((known?.GetValueOrDefault(delivery.Recipient)?.Version ?? 0) != delivery.Version)
            {
                return Task.FromResult(StoreWriteStatus.Conflict);
            }

            if (known is null)
            {
                _deliveries[delivery.JobId] = known = new(StringComparer.Ordinal);
            }

            known[delivery.Recipient] = delivery with { Version = checked(delivery.Version + 1) };
            return Task.FromResult(StoreWriteStatus.Written);
        }
    }

    public Task DeleteDeliveriesAsync(string jobId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            _deliveries.Remove(jobId);
        }

        return Task.CompletedTask;
    }

    public Task DeleteGroupAsync(string group, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var ids = _jobs
                .Values.Where(job => string.Equals(job.Group, group, StringComparison.Ordinal))
                .Select(job => job.Id)
                .ToArray();
            foreach (var id in ids)
            {
                _jobs.Remove(id);
                _deliveries.Remove(id);
            }
        }

        return Task.CompletedTask;
    }
}
