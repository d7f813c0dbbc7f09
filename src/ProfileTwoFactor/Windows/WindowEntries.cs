namespace ProfileTwoFactor.Windows;

/// <summary>What lies at a window's place in the cache: a window is both.</summary>
internal readonly record struct WindowEntries(byte[]? Window, byte[]? Activity);
