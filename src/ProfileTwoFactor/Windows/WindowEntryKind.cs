namespace ProfileTwoFactor.Windows;

/// <summary>The two cache entries of a window. The kind is sealed in, so one can't stand in for the other.</summary>
internal enum WindowEntryKind : byte
{
    Window = 1,
    Activity = 2,
}
