using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Bindings;

/// <summary>Changes to a member's authenticators.</summary>
internal static class ActiveBindingExtensions
{
    /// <summary>The same authenticators, with these as they are now.</summary>
    public static ActiveBinding With(
        this ActiveBinding active,
        IReadOnlyList<BoundAuthenticator> changed
    ) =>
        active with
        {
            Authenticators =
            [
                .. active.Authenticators.Select(item =>
                    changed.FirstOrDefault(other =>
                        string.Equals(other.Id, item.Id, StringComparison.Ordinal)
                    ) ?? item
                ),
            ],
        };
}
