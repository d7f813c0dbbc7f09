using ProfileTwoFactor.Events;

namespace ProfileTwoFactor.Internal;

/// <summary>Recent events of an account; no entries when they can't be read at the moment.</summary>
internal sealed record AccountEvents(IReadOnlyList<TwoFactorHistoryEntry>? Entries);
