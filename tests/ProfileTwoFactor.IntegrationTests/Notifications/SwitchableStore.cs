using ProfileTwoFactor.Internal;
using ProfileTwoFactor.Mail.Stores;

namespace ProfileTwoFactor.IntegrationTests.Notifications;

/// <summary>A store of notifications that counts its calls and can be made to fail or to hang.</summary>
internal sealed class SwitchableStore(INotificationStore? inner = null) : INotificationStore
{
    private readonly INotificationStore _inner = inner ?? new InMemoryNotificationStore();
    private readonly Lock _lock = new();
    private readonly List<string> _payloads = [];
    private readonly List<string> _jobs = [];

    public Func<Task>? BeforeJobWrite { get; set; }

    /// <summary>Every call fails.</summary>
    public bool IsDown { get; set; }

    public Func<Task>? BeforeDeliveryWrite { get; set; }

    /// <summary>The ids of all jobs that were ever written.</summary>
    public string[] Jobs
    {
        get
        {
            lock (_lock)
            {
                return [.. _jobs];
            }
        }
    }

    /// <summary>Everything that was ever in the queue.</summary>
    public string[] Payloads
    {
        get
        {
            lock (_lock)
            {
                return [.. _payloads];
            }
        }
    }

    public async Task<StoreWriteStatus> WriteJobAsync(
        NotificationJob job,
        CancellationToken cancellationToken
    )
    {
        lock (_lock)
        {
            _payloads.Add(job.Payload);
            _jobs.Add(job.Id);
        }

        if (IsDown)
        {
            throw new IOException("down");
        }

        if (BeforeJobWrite is { } before)
        {
            await before();
        }

        return await _inner.WriteJobAsync(job, cancellationToken);
    }

    public Task<IReadOnlyList<NotificationJob>> ListDueJobsAsync(
        DateTimeOffset now,
        int limit,
        CancellationToken cancellationToken
    ) =>
        IsDown
            ? throw new IOException("down")
            : _inner.ListDueJobsAsync(now, limit, cancellationToken);

    public Task<StoreWriteStatus> DeleteJobAsync(
        string id,
        long version,
        CancellationToken cancellationToken
    ) => _inner.DeleteJobAsync(id, version, cancellationToken);

    public Task<IReadOnlyList<NotificationDelivery>> FindDeliveriesAsync(
        string jobId,
        IReadOnlyCollection<string> recipients,
        CancellationToken cancellationToken
    )
    {
        Assert.InRange(recipients.Count, 1, 100);
        return _inner.FindDeliveriesAsync(jobId, recipients, cancellationToken);
    }

    public async Task<StoreWriteStatus> WriteDeliveryAsync(
        NotificationDelivery delivery,
        CancellationToken cancellationToken
    )
    {
        if (BeforeDeliveryWrite is { } before)
        {
            await before();
        }

        return await _inner.WriteDeliveryAsync(delivery, cancellationToken);
    }

    public Task DeleteDeliveriesAsync(string jobId, CancellationToken cancellationToken) =>
        _inner.DeleteDeliveriesAsync(jobId, cancellationToken);
}
