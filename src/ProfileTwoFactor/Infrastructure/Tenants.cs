using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Infrastructure;

/// <summary>Finds the tenant of a request, and puts connections and background work into theirs.</summary>
internal sealed class Tenants(IOptions<ProfileTwoFactorOptions> options, IServiceProvider services)
    : ITwoFactorTenantAccessor
{
    public const int MaxLength = 200;

    private readonly Func<HttpContext, string?>? _resolver = options.Value.TenantResolver;
    private readonly IHttpContextAccessor? _requests = services.GetService<IHttpContextAccessor>();

    public string? Tenant => Current() is { Length: > 0 } tenant ? tenant : null;

    public bool AreResolved => _resolver is not null;

    /// <summary>Empty for none.</summary>
    /// <remarks>Asked each time and not kept on the request: an answer from before the host's own middleware must not stay.</remarks>
    /// <exception cref="DependencyUnavailableException">The host's resolver failed. Taken for "no tenant", two tenants would meet.</exception>
    public string Of(HttpContext context)
    {
        if (_resolver is null)
        {
            return "";
        }

        string tenant;
        try
        {
            tenant = _resolver(context) ?? "";
        }
        catch (Exception exception)
        {
            throw new DependencyUnavailableException(
                DependencyNames.Tenant,
                $"TenantResolver threw {exception.GetType().Name}",
                exception
            );
        }

        return tenant.Length <= MaxLength
            ? tenant
            : throw new DependencyUnavailableException(
                DependencyNames.Tenant,
                $"TenantResolver returned {tenant.Length} characters, but at most {MaxLength} are allowed"
            );
    }

    /// <summary>The tenant of a call that says none itself.</summary>
    /// <exception cref="InvalidOperationException">The host has tenants, and nothing says which one is meant.</exception>
    public string OfCall(string? given)
    {
        if (given is not null || _resolver is null)
        {
            return given ?? "";
        }

        return Current()
            ?? throw new InvalidOperationException(
                "ProfileTwoFactorOptions.TenantResolver is set, but this call has no tenant because it's made outside a request. Set OperatorAction.Tenant, or make the call within a request and call services.AddHttpContextAccessor()."
            );
    }

    /// <summary>Puts what follows in the calling method into the tenant of an open connection, whose request may be over.</summary>
    /// <remarks>
    /// Contexts and directories of the host read the request; so they are given what was kept of the one that opened the connection.
    /// Then the host's own resolver must say the same tenant as it did when the connection was opened, or nothing is asked.
    /// </remarks>
    /// <param name="tenant">The tenant of the request that opened the connection.</param>
    /// <param name="opening">What was kept of that request.</param>
    /// <param name="isBackground">Whether no caller waits for the work.</param>
    /// <exception cref="DependencyUnavailableException">The tenant can't be determined any more from what was kept.</exception>
    public void Enter(string tenant, HttpContext opening, bool isBackground)
    {
        if (!isBackground && _requests is null or { HttpContext: not null })
        {
            // Within the request that opened the connection: what the host reads is as it was.
            return;
        }

        TenantWork.Enter(tenant, isBackground);
        if (_requests is not null)
        {
            _requests.HttpContext = opening;
        }

        if (!string.Equals(Of(opening), tenant, StringComparison.Ordinal))
        {
            throw new DependencyUnavailableException(
                DependencyNames.Tenant,
                "TenantResolver returned a different tenant for the open connection than for the request that opened it"
            );
        }
    }

    private string? Current()
    {
        if (TenantWork.Current is { } work)
        {
            return work.Tenant;
        }

        return _requests?.HttpContext is { } context ? Of(context) : null;
    }
}
