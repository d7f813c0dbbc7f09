namespace ProfileTwoFactor;

/// <summary>One event, for the Owner. It contains no secret, code, token, link, or network address.</summary>
public sealed record SecurityHistoryEntry
{
    /// <summary>The id of the event.</summary>
    public required string EventId { get; init; }

    /// <summary>The name of the event's type, such as <c>CodeRefused</c>. Later versions add kinds.</summary>
    public required string Kind { get; init; }

    /// <summary>The time of the event, in UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The id of the member who is affected.</summary>
    public required string MemberId { get; init; }

    /// <summary>The sign-in e-mail of that member at that time.</summary>
    public required string AccountName { get; init; }

    /// <summary>The id of the member who caused the event. Null if an operator did.</summary>
    public string? ActorMemberId { get; init; }

    /// <summary>The sign-in e-mail of the person who caused the event. Null if an operator did: the Owner learns the reason, not the name of the employee.</summary>
    public string? ActorAccountName { get; init; }

    /// <summary>Whether an operator of the app caused the event.</summary>
    public bool ByOperator => ActorMemberId is null;

    /// <summary>The browser and operating system that the request claimed. Null if unknown. It is a hint, not a proof.</summary>
    public string? Client { get; init; }

    /// <summary>Consecutive wrong codes (<c>CodeRefused</c>, <c>PasskeyRefused</c>, <c>LockedOut</c>), or backup codes that are unused (<c>BackupCodeUsed</c>, <c>RecoveryStarted</c>) or issued (<c>BackupCodesIssued</c>). Null for all other kinds.</summary>
    public int? Count { get; init; }

    /// <summary>What an operator removed: <c>MemberAuthenticator</c> or <c>ProfileTwoFactor</c>. Null for all other kinds.</summary>
    public string? Removal { get; init; }

    /// <summary>The reason that the operator entered, or the rules that were changed, one in each line (<c>ProfilePolicyChanged</c>). Null for all other kinds.</summary>
    public string? Reason { get; init; }
}
