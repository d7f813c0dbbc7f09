using System.Security.Cryptography;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Bindings;

/// <summary>Who says a pending binding is theirs: the browser (or token) and the Owner of the profile at this moment.</summary>
internal readonly record struct PendingClaim(byte[]? CallerHash, string OwnerMemberId)
{
    public bool Matches(PendingBinding pending, ActiveBinding? active, DateTimeOffset now) =>
        CallerHash is not null
        && CryptographicOperations.FixedTimeEquals(CallerHash, pending.CallerHash)
        && pending.ExpiresAt > now
        && string.Equals(pending.OwnerMemberId, OwnerMemberId, StringComparison.Ordinal)
        && string.Equals(pending.ReplacesBindingId, active?.BindingId, StringComparison.Ordinal);
}
