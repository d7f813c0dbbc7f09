namespace ProfileTwoFactor;

/// <summary>The thing a policy and its bindings belong to. Two scopes are equal only when every part is equal, compared ordinally.</summary>
/// <remarks>
/// Profile and account scopes never meet: the kind is part of the identity, of every store key, of every cache key
/// and of the purpose under which secrets are encrypted.
/// </remarks>
public readonly record struct TwoFactorScope
{
    private TwoFactorScope(TwoFactorScopeKind kind, string id, string stamp)
    {
        Kind = kind;
        Id = id;
        Stamp = stamp;
    }

    /// <summary>Profile or account.</summary>
    public TwoFactorScopeKind Kind { get; }

    /// <summary>The canonical profile id, or the user id of an account.</summary>
    public string Id { get; }

    /// <summary>Tells a re-created profile from the one that had the same id before; empty when the host gives none.</summary>
    public string Stamp { get; }

    /// <summary>The scope of a profile.</summary>
    /// <param name="profileId">The id in the canonical form the host's directory returned.</param>
    /// <param name="stamp">The host's stamp of this incarnation of the profile, if it has one.</param>
    /// <exception cref="ArgumentException"><paramref name="profileId"/> is null, empty or longer than 200 characters.</exception>
    public static TwoFactorScope Profile(string profileId, string? stamp = null) =>
        Create(TwoFactorScopeKind.Profile, profileId, stamp);

    /// <summary>The scope of a person's account.</summary>
    /// <param name="userId">The host's stable user id.</param>
    /// <exception cref="ArgumentException"><paramref name="userId"/> is null, empty or longer than 200 characters.</exception>
    public static TwoFactorScope Account(string userId) =>
        Create(TwoFactorScopeKind.Account, userId, null);

    private static TwoFactorScope Create(TwoFactorScopeKind kind, string id, string? stamp)
    {
        IdentifierRules.ThrowIfInvalid(id, nameof(id));
        IdentifierRules.ThrowIfInvalidStamp(stamp, nameof(stamp));
        return new TwoFactorScope(kind, id, stamp ?? "");
    }
}
