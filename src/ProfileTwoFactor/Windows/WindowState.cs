namespace ProfileTwoFactor.Windows;

/// <summary>A window as the cache tells it.</summary>
/// <param name="VerifiedAt">When the code was proven.</param>
/// <param name="LastActive">The last active request that was written down.</param>
internal readonly record struct WindowState(DateTimeOffset VerifiedAt, DateTimeOffset LastActive);
