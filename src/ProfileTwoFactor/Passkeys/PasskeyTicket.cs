namespace ProfileTwoFactor.Passkeys;

/// <summary>A challenge between the two calls of a ceremony: one member's, in one scope and epoch, for a few minutes. It works once.</summary>
internal sealed record PasskeyTicket
{
    /// <summary>A random id, by which it is found among those that were used.</summary>
    public required string Id { get; init; }

    public required PasskeyPurpose Purpose { get; init; }

    /// <summary>A hash of the record it was made for: scope, epoch, member.</summary>
    public required string Key { get; init; }

    /// <summary>A hash of the subject and session of a caller with a token. Null for browsers, which keep the ticket in a cookie of their own.</summary>
    public string? Caller { get; init; }

    /// <summary>The Owner when it was made: a transfer ends it.</summary>
    public required string OwnerMemberId { get; init; }

    /// <summary>Whether the passkey comes beside authenticators that the member has.</summary>
    public bool Adds { get; init; }

    /// <summary>The mark of the last reset of the member's authenticators. Null for none.</summary>
    public string? Reset { get; init; }

    /// <summary>The counters of the member's passkeys when it was made, by authenticator. Those that don't count are left out.</summary>
    public IReadOnlyDictionary<string, uint>? Counters { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The handler's own state, with the challenge.</summary>
    public required string State { get; init; }
}
