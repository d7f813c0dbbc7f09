using ProfileTwoFactor.Scopes.Internal;

namespace ProfileTwoFactor;

/// <summary>The profile or account to which a policy and its bindings belong. Two scopes are equal only if all parts are equal, compared ordinally.</summary>
/// <remarks>
/// Profile and account scopes are always separate: the kind is part of the identity, of every store key, of every cache key,
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

    /// <summary>The kind: profile or account.</summary>
    public TwoFactorScopeKind Kind { get; }

    /// <summary>The canonical profile id, or the user id of an account.</summary>
    public string Id { get; }

    /// <summary>Distinguishes a re-created profile or account from an earlier one with the same id. Empty if the app has no stamp.</summary>
    public string Stamp { get; }

    /// <summary>The tenant the profile or account belongs to, from <see cref="ProfileTwoFactorOptions.TenantResolver"/>. Empty if the app has no tenants.</summary>
    /// <remarks>
    /// It is part of every key in the process and in the cache, so equal ids of two tenants are separate. The package's own stores don't store it
    /// in their rows: an app with a database for each tenant can set a resolver later and still finds its rows. A custom store can
    /// select its database by it. Its results must contain the requested scope.
    /// </remarks>
    public string Tenant => _tenant ?? "";

    /// <summary>Creates the scope of a profile.</summary>
    /// <param name="profileId">The id in the canonical form that the app's directory returned.</param>
    /// <param name="stamp">The app's stamp of the profile, or null if it has none.</param>
    /// <exception cref="ArgumentException"><paramref name="profileId"/> is null, empty or longer than 200 characters.</exception>
    public static TwoFactorScope Profile(string profileId, string? stamp = null) =>
        Create(TwoFactorScopeKind.Profile, profileId, stamp);

    /// <summary>Creates the scope of a person's account.</summary>
    /// <param name="userId">The app's stable user id.</param>
    /// <param name="stamp">The <see cref="TwoFactorAccount.Stamp"/> of the account, or null if it has none.</param>
    /// <exception cref="ArgumentException"><paramref name="userId"/> is null, empty or longer than 200 characters.</exception>
    public static TwoFactorScope Account(string userId, string? stamp = null) =>
        Create(TwoFactorScopeKind.Account, userId, stamp);

    /// <summary>Returns the same profile or account in a tenant.</summary>
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
