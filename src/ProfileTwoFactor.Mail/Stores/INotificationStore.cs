using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Mail.Stores;

/// <summary>Keeps mails that are to be sent, and to whom one that goes to many was sent already. Same idea as the other stores: read with the version, write if it still matches.</summary>
/// <remarks>
/// A store holds no rules. It compares ids ordinally, answers <see cref="StoreWriteStatus.Written"/> only once the write is durable,
/// and throws when it can't tell. Implementations are singletons and safe for concurrent use. Nothing in it is secret, but payloads
/// hold e-mail addresses until the mail is sent.
/// </remarks>
public interface INotificationStore
{
    /// <summary>
    /// Writes the job if the stored version still equals <see cref="NotificationJob.Version"/> (0: no such job exists). The stored
    /// version becomes <see cref="NotificationJob.Version"/> + 1. This is also how one of several nodes takes a job: by moving
    /// <see cref="NotificationJob.NotBefore"/>.
    /// </summary>
    Task<StoreWriteStatus> WriteJobAsync(NotificationJob job, CancellationToken cancellationToken);

    /// <summary>One job, or null when there is none of that id.</summary>
    /// <param name="id">The job's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<NotificationJob?> FindJobAsync(string id, CancellationToken cancellationToken);

    /// <summary>The jobs that are due, the longest due first.</summary>
    /// <remarks>A job that can't be read must not hide the others: the store leaves it out, logs it, and puts it off where it can.</remarks>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<NotificationJob>> ListDueJobsAsync(
        DueJobQuery query,
        CancellationToken cancellationToken
    );

    /// <summary>Deletes the job if the stored version still equals <paramref name="version"/>; <see cref="StoreWriteStatus.Written"/> means it is gone.</summary>
    Task<StoreWriteStatus> DeleteJobAsync(
        string id,
        long version,
        CancellationToken cancellationToken
    );

    /// <summary>What is known of these recipients of a job; those never written are left out.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="recipients">A hundred at most.</param>
    /// <param name="cancellationToken">Ends the call.</param>
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

    /// <summary>Deletes all deliveries of a job. May be called again after a crash.</summary>
    Task DeleteDeliveriesAsync(string jobId, CancellationToken cancellationToken);
}
