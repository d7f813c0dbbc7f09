using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor;

/// <summary>One authenticator of a member, as the member sees it.</summary>
public sealed record AuthenticatorInfo
{
    /// <summary>The id, with which it is renamed and removed. It gives no access.</summary>
    public required string Id { get; init; }

    /// <summary>What it proves with.</summary>
    public required AuthenticatorKind Kind { get; init; }

    /// <summary>The name that the member gave it, or an English name such as "Authenticator app 2".</summary>
    public required string Name { get; init; }

    /// <summary>Whether the member gave it a name. If not, a page can show one in its own language, with <see cref="Number"/>.</summary>
    public required bool IsNamed { get; init; }

    /// <summary>The position among the member's authenticators of this kind without a name, from 1. It is 0 for one with a name.</summary>
    public required int Number { get; init; }

    /// <summary>The time at which it was confirmed.</summary>
    public required DateTimeOffset BoundAt { get; init; }

    /// <summary>The time at which it was last used, or null if it is unknown.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>Whether the member can verify with it.</summary>
    public required AuthenticatorState State { get; init; }

    /// <summary>Whether this browser was verified with it.</summary>
    public bool IsCurrent { get; init; }
}
