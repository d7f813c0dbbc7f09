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

    /// <summary>What the recipient is told of, such as the epoch of a profile: 64 ASCII characters at most.</summary>
    public required string About { get; init; }

    /// <summary>Sent, or given up: nothing is left to do about <see cref="About"/>.</summary>
    public required bool Settled { get; init; }

    /// <summary>Attempts that failed.</summary>
    public int Attempts { get; init; }

    /// <summary>Attempts of which it is not known whether the mail was accepted.</summary>
    public int Uncertain { get; init; }

    /// <summary>The next attempt; when settled, the moment it was.</summary>
    public required DateTimeOffset NotBefore { get; init; }
}
