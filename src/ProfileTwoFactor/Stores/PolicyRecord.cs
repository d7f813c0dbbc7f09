namespace ProfileTwoFactor.Stores;

/// <summary>The stored policy of one scope. No record means "never switched on".</summary>
public sealed record PolicyRecord
{
    /// <summary>What the policy is about.</summary>
    public required TwoFactorScope Scope { get; init; }

    /// <summary>The version this record was read at; 0 for one that was never written. The store counts it up by one at each write.</summary>
    public long Version { get; init; }

    /// <summary>Whether every member must prove an authenticator.</summary>
    public required bool Enabled { get; init; }

    /// <summary>A fresh random id at every enable and disable. Bindings and windows of another epoch are dead.</summary>
    public required string Epoch { get; init; }

    /// <summary>The epoch that was in force when two-factor authentication was last switched off; null while it is on, and when it never was.</summary>
    /// <remarks>What was proven under it stays proven. A store that loses it makes people sign in once more after it was switched off.</remarks>
    public string? LastEnabledEpoch { get; init; }

    /// <summary>When the policy was last switched.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>The member who switched it.</summary>
    public required string ChangedBy { get; init; }

    /// <summary>Epochs that ended and whose bindings still have to be deleted, in the background.</summary>
    public IReadOnlyList<string> RetiredEpochs { get; init; } = [];
}
