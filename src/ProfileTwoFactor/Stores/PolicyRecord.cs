namespace ProfileTwoFactor.Stores;

/// <summary>The stored policy of one scope. If there is no record, two-factor authentication was never enabled.</summary>
public sealed record PolicyRecord
{
    /// <summary>The profile or account of the policy.</summary>
    public required TwoFactorScope Scope { get; init; }

    /// <summary>The version that was read, or 0 for a record that was never written. The store increments it at each write.</summary>
    public long Version { get; init; }

    /// <summary>Whether every member must verify an authenticator.</summary>
    public required bool Enabled { get; init; }

    /// <summary>A random id that changes at every enable and disable. Bindings and windows of other epochs are no longer valid.</summary>
    public required string Epoch { get; init; }

    /// <summary>The epoch at the time when two-factor authentication was last disabled. Null while it is enabled, and if it was never enabled.</summary>
    /// <remarks>Sessions that were verified in this epoch remain verified. If a store loses the value, people must sign in once more after two-factor authentication is disabled.</remarks>
    public string? LastEnabledEpoch { get; init; }

    /// <summary>The time at which the policy was last enabled or disabled.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>The id of the member who enabled or disabled it.</summary>
    public required string ChangedBy { get; init; }

    /// <summary>The time from which members must verify. Null if they must verify since two-factor authentication was enabled.</summary>
    public DateTimeOffset? EnforcedFrom { get; init; }

    /// <summary>Whether members aren't refused before <see cref="EnforcedFrom"/>. If false, they must verify, whatever a clock says.</summary>
    /// <remarks>If a store loses the value, members must verify at once.</remarks>
    public bool Scheduled { get; init; }

    /// <summary>The time at which the Owner last had a reminder sent to the members who hadn't bound an authenticator. Null for never.</summary>
    public DateTimeOffset? RemindedAt { get; init; }

    /// <summary>The values that the Owner set in place of the app's options. Null if there are none. They remain when two-factor authentication is disabled and enabled again.</summary>
    /// <remarks>If a store loses them, the values of the options apply.</remarks>
    public ProfilePolicyValues? Values { get; init; }

    /// <summary>A random id that changes when the Owner asks all members to verify again. Windows of another generation have ended. Null if the Owner never did in this epoch.</summary>
    public string? WindowGeneration { get; init; }

    /// <summary>A random id of the last change that kept the epoch. Null if there was none since the policy was enabled or disabled.</summary>
    /// <remarks>A write whose result was lost is found by it.</remarks>
    public string? ChangeId { get; init; }

    /// <summary>Ended epochs whose bindings must still be deleted in the background.</summary>
    public IReadOnlyList<string> RetiredEpochs { get; init; } = [];
}
