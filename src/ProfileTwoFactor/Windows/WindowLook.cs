namespace ProfileTwoFactor.Windows;

/// <summary>What the cache tells of a window. Nothing of it is proof of anything.</summary>
/// <param name="OpenedAt">Null: it knows no window.</param>
/// <param name="LastActive">Null: it knows no activity.</param>
internal readonly record struct WindowLook(DateTimeOffset? OpenedAt, DateTimeOffset? LastActive);
