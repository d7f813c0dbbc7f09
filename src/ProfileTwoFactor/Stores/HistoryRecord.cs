namespace ProfileTwoFactor.Stores;

/// <summary>One event of a profile or account, as it is stored. Records are written once and never changed.</summary>
public sealed record HistoryRecord
{
    /// <summary>The longest names and client texts. The package shortens longer ones before it writes them.</summary>
    public const int MaxTextLength = 320;

    /// <summary>The profile or account.</summary>
    public required TwoFactorScope Scope { get; init; }

    /// <summary>The id of the event. At most 64 ASCII characters.</summary>
    public required string EventId { get; init; }

    /// <summary>The name of the event's type, such as <c>CodeRefused</c>. At most 100 ASCII characters.</summary>
    public required string Kind { get; init; }

    /// <summary>The time of the event.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The id of the member who is affected. At most 200 characters.</summary>
    public required string MemberId { get; init; }

    /// <summary>The sign-in e-mail of that member at that time.</summary>
    public required string AccountName { get; init; }

    /// <summary>The id of the person who caused the event. At most 200 characters.</summary>
    public required string ActorMemberId { get; init; }

    /// <summary>The sign-in e-mail of the person who caused the event, at that time.</summary>
    public required string ActorAccountName { get; init; }

    /// <summary>The browser and operating system that the request claimed. Null if unknown.</summary>
    public string? Client { get; init; }

    /// <summary>The number that belongs to the kind, such as consecutive wrong codes. Null if there is none.</summary>
    public int? Count { get; init; }

    /// <summary>What an operator removed. Null for all other kinds.</summary>
    public string? Removal { get; init; }

    /// <summary>The reason that the operator entered, or the rules that were changed, of any length. Null for all other kinds.</summary>
    public string? Reason { get; init; }

    /// <summary>Returns only kind and id, so that logs contain no address.</summary>
    public override string ToString() => $"{Kind} {EventId}";
}
