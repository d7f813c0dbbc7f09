using ProfileTwoFactor.Scopes.Internal;

namespace ProfileTwoFactor;

/// <summary>The thing a policy and its bindings belong to. Two scopes are equal only when every part is equal, compared ordinally.</summary>
/// <remarks>
/// Profile and account scopes never meet: the kind is part of the identity, of every store key, of every cache key
/// and of the purpose under which secrets are encrypted.
/// </remarks>
public readonly record struct TwoFactorScope
{
    // Null and not empty where there is none: one form, so that equality needs no rule of its own.
    private readonly string? _tenant;

    private TwoFactorScope(TwoFactorScopeKind kind, string id, string stamp, string? tenant)
    {
        Kind = kind;
        Id = id;
        Stamp = stamp;
        _tenant = tenant;
    }

    /// <summary>Profile or account.</summary>
    public TwoFactorScopeKind Kind { get; }

    /// <summary>The canonical profile id, or the user id of an account.</summary>
    public string Id { get; }

    /// <summary>Tells a re-created profile from the one that had the same id before; empty when the host gives none.</summary>
    public string Stamp { get; }

    /// <summary>The tenant the profile or account belongs to, as <see cref="ProfileTwoFactorOptions.TenantResolver"/> named it; empty when the host has no tenants.</summary>
    /// <remarks>
    /// Part of every key in the process and in the cache, so that equal ids of two tenants never meet. The package's own stores leave it
    /// out of their rows: a host with a database for each tenant may set a resolver later and finds all its rows. A store of your own may
    /// choose its database by it; what it returns carries the scope it was asked for.
    /// </remarks>
    public string Tenant => _tenant ?? "";

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

    /// <summary>The same profile or account in a tenant.</summary>
    /// <param name="tenant">The tenant; null or empty for none.</param>
    /// <exception cref="ArgumentException"><paramref name="tenant"/> is longer than 200 characters.</exception>
    public TwoFactorScope InTenant(string? tenant)
    {
        if (string.IsNullOrEmpty(tenant))
        {
            return new(Kind, Id, Stamp, tenant: null);
        }

        IdentifierRules.ThrowIfInvalid(tenant, nameof(tenant));
        return new(Kind, Id, Stamp, tenant);
    }

    private static TwoFactorScope Create(TwoFactorScopeKind kind, string id, string? stamp)
    {
        IdentifierRules.ThrowIfInvalid(id, nameof(id));
        IdentifierRules.ThrowIfInvalidStamp(stamp, nameof(stamp));
        return new TwoFactorScope(kind, id, stamp ?? "", tenant: null);
    }
}
