namespace ProfileTwoFactor.Stores;

/// <summary>Everything that is stored about one member in one scope and epoch. It changes only as a whole, by compare-and-swap.</summary>
public sealed record BindingRecord
{
    /// <summary>Where the record is filed.</summary>
    public required BindingKey Key { get; init; }

    /// <summary>The version this record was read at; 0 for one that was never written. The store counts it up by one at each write.</summary>
    public long Version { get; init; }

    /// <summary>The authenticator in force, if one is bound.</summary>
    public ActiveBinding? Active { get; init; }

    /// <summary>An authenticator that was shown and waits for its first code.</summary>
    public PendingBinding? Pending { get; init; }

    /// <summary>Consecutive wrong codes, of every kind and from every place.</summary>
    public int Failures { get; init; }

    /// <summary>No code is looked at before this moment.</summary>
    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>Half-way sign-ins that must not be used again; only in account scopes, and only as long as they would have lived.</summary>
    public IReadOnlyList<SpentSignIn> SpentSignIns { get; init; } = [];
}
