namespace ProfileTwoFactor.Mail.Stores;

/// <summary>How far a job is with one of its recipients.</summary>
public sealed record NotificationDelivery
{
    /// <summary>The job.</summary>
    public required string JobId { get; init; }

    /// <summary>A hash that stands for the recipient: 64 ASCII characters at most, compared ordinally.</summary>
    public required string Recipient { get; init; }

    /// <summary>The version this delivery was read at; 0 for one that was never written. The store counts it up by one at each write.</summary>
    public long Version { get; init; }

    /// <summary>Sent, or given up: nothing is left to do.</summary>
    public required bool Settled { get; init; }

    /// <summary>Attempts that failed.</summary>
    public int Attempts { get; init; }

    /// <summary>The next attempt, when not settled.</summary>
    public required DateTimeOffset NotBefore { get; init; }
}
