namespace ProfileTwoFactor;

/// <summary>Returns the tenant for which the package currently works. Use it in contexts and directories that select a database by tenant.</summary>
/// <remarks>
/// Background work has no request: the checks of open hub connections and the deletion of ended epochs run with the tenant of the connection
/// or scope, which this interface returns. Use it before <c>IHttpContextAccessor</c> and before a tenant of your own
/// that flows with the request. An app that falls back to a default database if both are empty would make decisions about members with data
/// of another tenant.
/// </remarks>
public interface ITwoFactorTenantAccessor
{
    /// <summary>The current tenant. Null if none is set, if the app has no <see cref="ProfileTwoFactorOptions.TenantResolver"/>, or if the work belongs to no tenant.</summary>
    /// <value>In background work, the tenant of the work. In a request, the result of the resolver, if <c>IHttpContextAccessor</c> is registered.</value>
    string? Tenant { get; }
}
