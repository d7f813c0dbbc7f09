using ProfileTwoFactor.Events;

namespace ProfileTwoFactor.Internal;

/// <summary>What happened to an account lately; no entries at all when that can't be told at the moment.</summary>
internal sealed record AccountEvents(IReadOnlyList<TwoFactorHistoryEntry>? Entries);
