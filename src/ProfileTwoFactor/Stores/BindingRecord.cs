namespace ProfileTwoFactor.Stores;

/// <summary>The binding of one member in one scope and epoch. It is written only as a whole, by compare-and-swap.</summary>
public sealed record BindingRecord
{
    /// <summary>The key of the record.</summary>
    public required BindingKey Key { get; init; }

    /// <summary>The version that was read, or 0 for a record that was never written. The store increments it at each write.</summary>
    public long Version { get; init; }

    /// <summary>The confirmed authenticators and their backup codes, or null if none is bound.</summary>
    public ActiveBinding? Active { get; init; }

    /// <summary>The authenticator that was shown and isn't confirmed yet, or null if there is none.</summary>
    public PendingBinding? Pending { get; init; }

    /// <summary>What the member can prove before a first binding: the mailed code and the Owner's pass, hashed and then encrypted by <see cref="ISecretProtector"/>. Null if there is neither.</summary>
    /// <remarks>Its content is the package's. If a store loses it, codes and passes that were issued are no longer accepted.</remarks>
    public byte[]? Enrollment { get; init; }

    /// <summary>The number of consecutive wrong codes of all kinds, from all browsers.</summary>
    public int Failures { get; init; }

    /// <summary>The time before which no code is checked, or null if the record isn't locked.</summary>
    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>Partial sign-ins and passkey challenges that must not be used again. They are kept until they would have expired.</summary>
    public IReadOnlyList<SpentSignIn> SpentSignIns { get; init; } = [];

    /// <summary>Where the member has verified. Only in profile scopes.</summary>
    /// <remarks>If a store loses the value, the member must verify again in each browser.</remarks>
    public IReadOnlyList<VerifiedWindow> Windows { get; init; } = [];

    /// <summary>Whether windows that aren't in <see cref="Windows"/> have ended. True for members whom this release bound. False for those whom version 0.1.0 bound, which listed none, until their windows are ended.</summary>
    public bool OnlyListedWindows { get; init; }

    /// <summary>A random id that changes each time all windows of the member, or all but those of one browser, are ended. Null: that never happened.</summary>
    /// <remarks>A code that was accepted before such a change opens no window after it.</remarks>
    public string? WindowGeneration { get; init; }
}
