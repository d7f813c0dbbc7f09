using System.Security.Cryptography;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Bindings;

/// <summary>Who says a pending binding is theirs: the browser (or token) and the Owner of the profile at this moment.</summary>
/// <param name="CallerHash">What the caller presents; null when it presents nothing.</param>
/// <param name="OwnerMemberId">The Owner at this moment.</param>
/// <param name="NeedsProof">Whether a first binding needs a proof beyond the sign-in, and this is one: the member has no authenticator that counts.</param>
/// <param name="RefusesCodes">Whether authenticator apps don't count in this scope.</param>
internal readonly record struct PendingClaim(
    byte[]? CallerHash,
    string OwnerMemberId,
    bool NeedsProof = false,
    bool RefusesCodes = false
)
{
    public bool Matches(PendingBinding pending, ActiveBinding? active, DateTimeOffset now) =>
        HashFor(pending.ReplacesBindingId) is { } hash
        && CryptographicOperations.FixedTimeEquals(hash, pending.CallerHash)
        && pending.ExpiresAt > now
        && string.Equals(pending.OwnerMemberId, OwnerMemberId, StringComparison.Ordinal)
        && BuildsOn(pending, active);

    /// <summary>Whether the proof that a first binding needs was given for what is pending. A swap is begun with another one.</summary>
    public bool IsProvenBy(BindingRecord? record, DateTimeOffset now) =>
        NeedsProof
        && record?.Pending is { ReplacesBindingId: null } pending
        && Matches(pending, record.Active, now);

    /// <summary>Whether what the pending binding was begun for is still there: no authenticator for a first one, some for a further one, and the one to be replaced.</summary>
    public static bool BuildsOn(PendingBinding pending, ActiveBinding? active) =>
        pending switch
        {
            { ReplacesBindingId: { } replaced } => !pending.Adds
                && active?.Find(replaced) is not null,
            { Adds: true } => active is not null,
            _ => active is null,
        };

    /// <summary>What the pending binding keeps. One that was begun with a proof keeps another hash than one without, so where a proof is needed, only the former is matched.</summary>
    public byte[]? HashFor(string? replaces) =>
        CallerHash is { } hash && NeedsProof && replaces is null
            ? KeyHash.Compute("pending.proven.v1", Convert.ToHexString(hash))
            : CallerHash;
}
