namespace ProfileTwoFactor.Events;

/// <summary>The scope, the time, and the people of an event.</summary>
public sealed record TwoFactorEventContext
{
    /// <summary>The profile or account of the event.</summary>
    public required TwoFactorScope Scope { get; init; }

    /// <summary>The profile's name at that moment; empty for an account.</summary>
    public required string ProfileName { get; init; }

    /// <summary>The Owner's e-mail at that moment; empty for an account.</summary>
    public required string OwnerEmail { get; init; }

    /// <summary>The id of the member who is affected.</summary>
    public required string MemberId { get; init; }

    /// <summary>The sign-in e-mail of the person who is affected.</summary>
    public required string AccountName { get; init; }

    /// <summary>The id of the member or operator who caused the event.</summary>
    public required string ActorMemberId { get; init; }

    /// <summary>The sign-in e-mail of the person who caused the event.</summary>
    public required string ActorAccountName { get; init; }

    /// <summary>The time of the event, in UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The browser and operating system that the request claims, such as <c>Firefox on Windows</c>. Null if unknown. It is a hint, not a proof.</summary>
    public string? Client { get; init; }

    /// <summary>The language for mails of the person who is affected; null when unknown.</summary>
    internal string? Language { get; init; }

    /// <summary>The language for mails of the person who caused the event; null when unknown.</summary>
    internal string? ActorLanguage { get; init; }

    /// <summary>The site's address as the request had it, if the app's settings name that host. Null otherwise, and outside requests.</summary>
    internal string? Origin { get; init; }
}
