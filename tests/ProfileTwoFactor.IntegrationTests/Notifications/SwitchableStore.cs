using ProfileTwoFactor.Mail.Queue;
using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.IntegrationTests.Notifications;

/// <summary>A store of notifications that counts its calls and can be made to fail or to hang.</summary>
internal sealed class SwitchableStore(INotificationStore? inner = null) : INotificationStore
{
    private readonly INotificationStore _inner = inner ?? new InMemoryNotificationStore();
    private readonly Lock _lock = new();
    private readonly List<string> _payloads = [];
    private readonly List<string> _jobs = [];
    private int _looks;

    /// <summary>How often a worker looked for work, in either list.</summary>
    public int Looks => Volatile.Read(ref _looks);

    /// <summary>Runs before a job is written, and not before the write that only asks.</summary>
    public Func<Task>? BeforeJobWrite { get; set; }

    /// <summary>Writes of jobs that fail, the one that only asks among them.</summary>
    public Func<NotificationJob, bool>? RefuseJob { get; set; }

    /// <summary>What every delete throws.</summary>
    public Func<Exception>? BeforeDelete { get; set; }

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
        var probes = job.Id == NotificationFiling.ProbeId;
        if (!probes)
        {
            lock (_lock)
            {
                _payloads.Add(job.Payload);
                _jobs.Add(job.Id);
            }
        }

        if (IsDown)
        {
            throw new IOException("down");
        }

        if (RefuseJob?.Invoke(job) is true)
        {
            throw new IOException("down");
        }

        if (!probes && BeforeJobWrite is { } before)
        {
            await before();
        }

        return await _inner.WriteJobAsync(job, cancellationToken);
    }

    public Task<NotificationJob?> FindJobAsync(string id, CancellationToken cancellationToken) =>
        IsDown ? throw new IOException("down") : _inner.FindJobAsync(id, cancellationToken);

    public Task<IReadOnlyList<NotificationJob>> ListDueJobsAsync(
        DueJobQuery query,
        CancellationToken cancellationToken
    )
    {
        Interlocked.Increment(ref _looks);
        return IsDown
            ? throw new IOException("down")
            : _inner.ListDueJobsAsync(query, cancellationToken);
    }

    public Task<StoreWriteStatus> DeleteJobAsync(
        string id,
        long version,
        CancellationToken cancellationToken
    ) =>
        BeforeDelete is { } before
            ? throw before()
            : _inner.DeleteJobAsync(id, version, cancellationToken);

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
        BeforeDelete is { } before
            ? throw before()
            : _inner.DeleteDeliveriesAsync(jobId, cancellationToken);
}
