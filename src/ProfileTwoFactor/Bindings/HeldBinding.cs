using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Bindings;

/// <summary>The authenticators of a record that accepts nothing for a moment.</summary>
/// <param name="Active">The authenticators, with all that was committed.</param>
/// <param name="LockedBefore">The lock that was set before.</param>
internal sealed record HeldBinding(ActiveBinding Active, DateTimeOffset? LockedBefore);
