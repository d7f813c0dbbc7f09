namespace ProfileTwoFactor.Events;

/// <summary>One thing that happened, as the person it concerns reads it. Holds no secret, code, token, link or network address.</summary>
public sealed record TwoFactorHistoryEntry
{
    /// <summary>The profile or account it happened in. An entry of another scope than the one asked for makes the whole answer unusable.</summary>
    public required TwoFactorScope Scope { get; init; }

    /// <summary>The name of the event's record, such as <c>CodeRefused</c>. One that the package has no words for is shown as it is.</summary>
    public required string Kind { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>
    /// Wrong codes in a row (<see cref="CodeRefused"/>, <see cref="LockedOut"/>), backup codes left (<see cref="BackupCodeUsed"/>) or
    /// issued (<see cref="BackupCodesIssued"/>); null for all other kinds.
    /// </summary>
    public int? Count { get; init; }

    /// <summary>The kind of browser and system it claims to have come from; null when unknown. A hint, not a proof.</summary>
    public string? Client { get; init; }

    /// <summary>Why the host's support did it, in the operator's words (<see cref="RemovedByOperator"/>); null for all other kinds.</summary>
    public string? Reason { get; init; }

    /// <summary>The entry of an event; what an audit sink keeps so that a history can give it back.</summary>
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
                LockedOut locked => locked.Failures,
                BackupCodeUsed used => used.Remaining,
                BackupCodesIssued issued => issued.Count,
                _ => null,
            },
            Client = happened.Context.Client,
            Reason = (happened as RemovedByOperator)?.Reason,
        };
    }
}
