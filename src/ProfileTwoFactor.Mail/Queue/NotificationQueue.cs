using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Mail.Queue;

/// <summary>The store of notifications, with separate timeouts.</summary>
internal sealed class NotificationQueue(
    IServiceProvider services,
    MailClock clock,
    NotificationSignal signal
)
{
    // In the background no caller waits for an answer, and an unknown result may cause a second mail.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongPatience = TimeSpan.FromMinutes(2);

    // Asked for at the first use: what the host chose is complete then, and hosts without mails never build a store.
    private readonly Lazy<INotificationStore> _store = new(
        () =>
            services.GetService<INotificationStore>()
            ?? services.GetRequiredService<InMemoryNotificationStore>(),
        LazyThreadSafetyMode.PublicationOnly
    );

    /// <summary>For those who file jobs in a request and have its deadline.</summary>
    public INotificationStore Store => _store.Value;

    /// <summary>Wakes the worker of this process immediately.</summary>
    public void Wake() => signal.Wake();

    public async Task<IReadOnlyList<NotificationJob>> ListDueAsync(
        NotificationLane lane,
        int limit,
        IReadOnlyCollection<string> exceptGroups
    )
    {
        await clock.ReadAsync(CancellationToken.None);
        var query = new DueJobQuery
        {
            Lane = lane,
            Now = clock.Earliest,
            Limit = limit,
            ExceptGroups = exceptGroups,
        };
        return await CallAsync(Patience, (store, token) => store.ListDueJobsAsync(query, token));
    }

    public Task<NotificationJob?> FindAsync(string id) =>
        CallAsync(Patience, (store, token) => store.FindJobAsync(id, token));

    public Task<StoreWriteStatus> WriteAsync(NotificationJob job) =>
        CallAsync(Patience, (store, token) => store.WriteJobAsync(job, token));

    public Task<StoreWriteStatus> DeleteAsync(NotificationJob job) =>
        CallAsync(Patience, (store, token) => store.DeleteJobAsync(job.Id, job.Version, token));

    public Task<IReadOnlyList<NotificationDelivery>> FindDeliveriesAsync(
        string jobId,
        IReadOnlyCollection<string> recipients
    ) => CallAsync(Patience, (store, token) => store.FindDeliveriesAsync(jobId, recipients, token));

    public Task<StoreWriteStatus> WriteDeliveryAsync(NotificationDelivery delivery) =>
        CallAsync(Patience, (store, token) => store.WriteDeliveryAsync(delivery, token));

    public Task DeleteDeliveriesAsync(string jobId) =>
        CallAsync(
            LongPatience,
            async (store, token) =>
            {
                await store.DeleteDeliveriesAsync(jobId, token);
                return true;
            }
        );

    private async Task<T> CallAsync<T>(
        TimeSpan patience,
        Func<INotificationStore, CancellationToken, Task<T>> call
    )
    {
        using var source = new CancellationTokenSource(patience);
        return await call(_store.Value, source.Token).WaitAsync(patience, CancellationToken.None);
    }
}
