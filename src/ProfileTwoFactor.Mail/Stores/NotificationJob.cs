namespace ProfileTwoFactor.Mail.Stores;

/// <summary>A queued mail, or a queued mail to all members.</summary>
public sealed record NotificationJob
{
    /// <summary>The id. At most 64 ASCII characters, compared ordinally.</summary>
    public required string Id { get; init; }

    /// <summary>The version that was read, or 0 for a job that was never written. The store increments it at each write.</summary>
    public long Version { get; init; }

    /// <summary>The queue of the job.</summary>
    public required NotificationLane Lane { get; init; }

    /// <summary>The profile or account of the job. At most 64 ASCII characters, compared ordinally. No group gets all workers.</summary>
    public required string Group { get; init; }

    /// <summary>The time before which other workers don't process the job: it is waiting for its next attempt, or a worker has leased it until then.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>The mail to send, of any length and opaque to the store. It contains no secrets, but e-mail addresses.</summary>
    public required string Payload { get; init; }

    /// <summary>Returns only the id, so that logs contain no address.</summary>
    public override string ToString() => $"{nameof(NotificationJob)} {Id}";
}
