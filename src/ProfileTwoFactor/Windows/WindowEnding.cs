using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Windows;

/// <summary>What ends.</summary>
/// <param name="Ended">The windows that were listed.</param>
/// <param name="Commit">The record without them; null when nothing changes.</param>
internal readonly record struct WindowEnding(
    IReadOnlyList<VerifiedWindow> Ended,
    BindingRecord? Commit
)
{
    public bool Changes => Commit is not null;
}
