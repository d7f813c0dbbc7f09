using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Bindings;

/// <summary>What a pending authenticator app is for: the first of a member, one more, or one in the place of another.</summary>
/// <param name="Replaces">The id of the one that it replaces.</param>
/// <param name="Adds">Whether it comes beside others.</param>
/// <param name="Name">Empty for none.</param>
internal readonly record struct PendingAim(string? Replaces, bool Adds, string Name)
{
    public static PendingAim First(string name = "") => new(null, Adds: false, name);

    /// <summary>A first one that counts: what the member may have beside it is of a kind that doesn't.</summary>
    public static PendingAim FirstBeside(ActiveBinding? others, string name) =>
        new(null, Adds: others is not null, name);

    public static PendingAim Addition(string name) => new(null, Adds: true, name);

    public static PendingAim Replacement(BoundAuthenticator replaced) =>
        new(replaced.Id, Adds: false, replaced.Name);
}
