namespace ProfileTwoFactor.Events;

/// <summary>Where, when, by whom and to whom something happened.</summary>
public sealed record TwoFactorEventContext
{
    /// <summary>The profile or account it happened in.</summary>
    public required TwoFactorScope Scope { get; init; }

    /// <summary>The profile's name at that moment; empty for an account.</summary>
    public required string ProfileName { get; init; }

    /// <summary>The Owner's e-mail at that moment; empty for an account.</summary>
    public required string OwnerEmail { get; init; }

    /// <summary>The member it happened to.</summary>
    public required string MemberId { get; init; }

    /// <summary>The sign-in e-mail of the person it happened to.</summary>
    public required string AccountName { get; init; }

    /// <summary>The member who did it.</summary>
    public required string ActorMemberId { get; init; }

    /// <summary>The sign-in e-mail of the person who did it.</summary>
    public required string ActorAccountName { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The kind of browser and system the request claims to come from, such as <c>Firefox on Windows</c>; null when unknown. A hint, not a proof.</summary>
    public string? Client { get; init; }
}
