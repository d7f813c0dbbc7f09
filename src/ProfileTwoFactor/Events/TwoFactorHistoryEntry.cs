using ProfileTwoFactor.Events.Internal;

namespace ProfileTwoFactor.Events;

/// <summary>One event, for the person who is affected. It contains no secret, code, token, link, or network address.</summary>
public sealed record TwoFactorHistoryEntry
{
    /// <summary>The profile or account of the event. If one entry has another scope than the requested one, the package rejects the whole result.</summary>
    public required TwoFactorScope Scope { get; init; }

    /// <summary>The name of the event's record, such as <c>CodeRefused</c>. A name without a text in the package is shown unchanged.</summary>
    public required string Kind { get; init; }

    /// <summary>The time of the event, in UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>
    /// The number of consecutive wrong codes (<see cref="CodeRefused"/>, <see cref="PasskeyRefused"/>, <see cref="LockedOut"/>), or of backup codes that are unused (<see cref="BackupCodeUsed"/>, <see cref="RecoveryStarted"/>) or
    /// issued (<see cref="BackupCodesIssued"/>); null for all other kinds.
    /// </summary>
    public int? Count { get; init; }

    /// <summary>The browser and operating system that the request claimed. Null if unknown. It is a hint, not a proof.</summary>
    public string? Client { get; init; }

    /// <summary>The reason that the operator entered (<see cref="RemovedByOperator"/>, <see cref="ScopeForgotten"/>), or what was changed, one rule in each line (<see cref="ProfilePolicyChanged"/>). Null for all other kinds.</summary>
    public string? Reason { get; init; }

    /// <summary>Creates the entry of an event. An audit sink stores it, and a history returns it.</summary>
    /// <param name="happened">The event.</param>
    public static TwoFactorHistoryEntry From(TwoFactorEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        return new TwoFactorHistoryEntry
        {
            Scope = happened.Context.Scope,
            Kind = happened.GetType().Name,
            Time = happened.Context.Time,
            Count = happened switch
            {
                CodeRefused refused => refused.Failures,
                PasskeyRefused refused => refused.Failures,
                LockedOut locked => locked.Failures,
                BackupCodeUsed used => used.Remaining,
                RecoveryStarted recovery => recovery.Remaining,
                BackupCodesIssued issued => issued.Count,
                MembersReminded reminded => reminded.Members,
                WindowsEnded ended => ended.Browsers,
                _ => null,
            },
            Client = happened.Context.Client,
            Reason = happened switch
            {
                RemovedByOperator removed => removed.Reason,
                ScopeForgotten forgotten => forgotten.Reason,
                AccountTwoFactorEnabled enabled => enabled.ImportReason,
                ProfilePolicyChanged changed => PolicyChangeText.Of(changed.Changes),
                _ => null,
            },
        };
    }
}
