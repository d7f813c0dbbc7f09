using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Windows;

/// <summary>A window that counts, with what the cache knows of it.</summary>
/// <param name="Window">As the store lists it.</param>
/// <param name="LastActive">Null when the cache doesn't know.</param>
/// <param name="IsCurrent">Whether it is the caller's own.</param>
internal readonly record struct SeenWindow(
    VerifiedWindow Window,
    DateTimeOffset? LastActive,
    bool IsCurrent
);
