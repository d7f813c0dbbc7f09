namespace ProfileTwoFactor.IntegrationTests.Tenants;

/// <summary>How the host under test knows which tenant's database to use.</summary>
public enum Tenancy
{
    /// <summary>From the host name of the current request, by <c>IHttpContextAccessor</c>.</summary>
    HostName,

    /// <summary>From the package's own accessor in background work, else from the host name.</summary>
    Accessor,

    /// <summary>From an <c>AsyncLocal</c> that a middleware sets, as multi-tenancy libraries have it; background work has none.</summary>
    Ambient,
}
