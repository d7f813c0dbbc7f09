using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Mail.Stores;

/// <summary>Stores queued mails, and the deliveries of mails to many recipients. As in the other stores, a record is read with its version, and written if that version still matches.</summary>
/// <remarks>
/// A store contains no rules. It must compare ids ordinally, return <see cref="StoreWriteStatus.Written"/> only after the write is durable,
/// and throw if the result is unknown. Implementations are singletons and must be safe for concurrent use. The store contains no secrets, but payloads
/// contain e-mail addresses until the mail is sent.
/// </remarks>
public interface INotificationStore
{
    /// <summary>
    /// Writes the job if the stored version still equals <see cref="NotificationJob.Version"/> (0: no such job exists). The stored
    /// version becomes <see cref="NotificationJob.Version"/> + 1. One of several nodes also takes a job this way, by moving
    /// <see cref="NotificationJob.NotBefore"/>.
    /// </summary>
    Task<StoreWriteStatus> WriteJobAsync(NotificationJob job, CancellationToken cancellationToken);

    /// <summary>Finds a job. Returns null if there is no job with that id.</summary>
    /// <param name="id">The job's id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<NotificationJob?> FindJobAsync(string id, CancellationToken cancellationToken);

    /// <summary>Lists the due jobs, in the order of their due time.</summary>
    /// <remarks>A job that can't be read must not hide the others: the store skips it, logs it, and postpones it if possible.</remarks>
    /// <param name="query">The query.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<IReadOnlyList<NotificationJob>> ListDueJobsAsync(
        DueJobQuery query,
        CancellationToken cancellationToken
    );

    /// <summary>Deletes the job if the stored version still equals <paramref name="version"/>; <see cref="StoreWriteStatus.Written"/> means that it was deleted.</summary>
    Task<StoreWriteStatus> DeleteJobAsync(
        string id,
        long version,
        CancellationToken cancellationToken
    );

    /// <summary>Finds the deliveries of a job to the recipients. Recipients without a delivery are omitted.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="recipients">The recipients, at most 100.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<IReadOnlyList<NotificationDelivery>> FindDeliveriesAsync(
        string jobId,
        IReadOnlyCollection<string> recipients,
        CancellationToken cancellationToken
    );

    /// <summary>Writes the delivery if the stored version still equals <see cref="NotificationDelivery.Version"/> (0: none exists).</summary>
    Task<StoreWriteStatus> WriteDeliveryAsync(
        NotificationDelivery delivery,
        CancellationToken cancellationToken
    );

    /// <summary>Deletes all deliveries of a job. It can be called again after a crash.</summary>
    Task DeleteDeliveriesAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>Deletes all jobs of a group, whatever their version, and their deliveries. It can be called again after a crash.</summary>
    /// <remarks>The default implementation lists all jobs. A store with many jobs should delete by the group instead.</remarks>
    /// <param name="group">The <see cref="NotificationJob.Group"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    async Task DeleteGroupAsync(string group, CancellationToken cancellationToken)
    {
        foreach (var lane in Enum.GetValues<NotificationLane>())
        {
            var all = new DueJobQuery
            {
                Lane = lane,
                Now = DateTimeOffset.MaxValue,
                Limit = int.MaxValue,
                ExceptGroups = [],
            };
            foreach (var listed in await ListDueJobsAsync(all, cancellationToken))
            {
                var job = listed;
                while (job is not null && string.Equals(job.Group, group, StringComparison.Ordinal))
                {
                    await DeleteDeliveriesAsync(job.Id, cancellationToken);
                    var deleted = await DeleteJobAsync(job.Id, job.Version, cancellationToken);
                    job =
                        deleted == StoreWriteStatus.Written
                            ? null
                            : await FindJobAsync(job.Id, cancellationToken);
                }
            }
        }
    }
}
