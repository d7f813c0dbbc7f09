namespace ProfileTwoFactor.Mail.Stores;

/// <summary>The delivery of a job to one recipient.</summary>
public sealed record NotificationDelivery
{
    /// <summary>The job.</summary>
    public required string JobId { get; init; }

    /// <summary>A hash of the recipient. At most 64 ASCII characters, compared ordinally.</summary>
    public required string Recipient { get; init; }

    /// <summary>The version that was read, or 0 for a delivery that was never written. The store increments it at each write.</summary>
    public long Version { get; init; }

    /// <summary>The subject of the mail, such as the epoch of a profile. At most 64 ASCII characters.</summary>
    public required string About { get; init; }

    /// <summary>Whether the mail about <see cref="About"/> was sent or dropped.</summary>
    public required bool Settled { get; init; }

    /// <summary>The number of failed attempts.</summary>
    public int Attempts { get; init; }

    /// <summary>The number of attempts for which it is unknown whether the mail was accepted.</summary>
    public int Uncertain { get; init; }

    /// <summary>The time of the next attempt, or, if settled, of the completion.</summary>
    public required DateTimeOffset NotBefore { get; init; }
}
