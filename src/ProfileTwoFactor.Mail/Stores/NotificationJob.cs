namespace ProfileTwoFactor.Mail.Stores;

/// <summary>A mail, or a mail to all members, that is to be sent.</summary>
public sealed record NotificationJob
{
    /// <summary>Up to 64 ASCII characters, compared ordinally.</summary>
    public required string Id { get; init; }

    /// <summary>The version this job was read at; 0 for one that was never written. The store counts it up by one at each write.</summary>
    public long Version { get; init; }

    /// <summary>The list it waits in.</summary>
    public required NotificationLane Lane { get; init; }

    /// <summary>Stands for the profile or account it belongs to: up to 64 ASCII characters, compared ordinally. No group gets all workers.</summary>
    public required string Group { get; init; }

    /// <summary>Nobody works on it before this moment: it waits for its next attempt, or somebody is at it until then.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>What to send, of any length; opaque to the store. No secrets, but e-mail addresses.</summary>
    public required string Payload { get; init; }

    /// <summary>The id alone: a logged job gives no address away.</summary>
    public override string ToString() => $"{nameof(NotificationJob)} {Id}";
}
