using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Windows;

/// <summary>The windows of the browser, or the token, that makes a call.</summary>
/// <param name="Presented">What it presents, as records call it.</param>
/// <param name="Unlisted">The one that an earlier release opened, as it would be listed. Null if there is none.</param>
internal sealed record OwnWindows(IReadOnlySet<string> Presented, VerifiedWindow? Unlisted);
