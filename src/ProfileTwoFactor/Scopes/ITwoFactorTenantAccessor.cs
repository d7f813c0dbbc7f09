namespace ProfileTwoFactor;

/// <summary>Tells for which tenant the package works at this moment, for contexts and directories that choose a database by tenant.</summary>
/// <remarks>
/// Background work has no request: what watches open hub connections and deletes ended epochs runs with the tenant of the connection
/// or scope it works on, and this is where a host reads it. Ask it before <c>IHttpContextAccessor</c> and before a tenant of your own
/// that flows with the request. A host that falls back to a default database when both are empty decides about members by data that
/// isn't theirs.
/// </remarks>
public interface ITwoFactorTenantAccessor
{
    /// <summary>The tenant, or null: none is set, the host has no <see cref="ProfileTwoFactorOptions.TenantResolver"/>, or the work belongs to no tenant.</summary>
    /// <value>In background work the tenant it is done for; in a request what the resolver answers, if <c>IHttpContextAccessor</c> is registered.</value>
    string? Tenant { get; }
}
