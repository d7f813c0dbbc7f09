using System.Net;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace ProfileTwoFactor.Http;

/// <summary>The address that a request came to, if the app's own settings name its host.</summary>
/// <remarks>
/// A caller chooses the Host header. So it counts only where <c>AllowedHosts</c> (<see cref="HostFilteringOptions"/>) lists names, and
/// the list is compared here, because an app may have the setting without the middleware.
/// </remarks>
internal sealed class TrustedOrigin(IOptionsMonitor<HostFilteringOptions> filtering)
{
    /// <summary>Whether the settings name the site's hosts at all.</summary>
    public bool NamesHosts => Names().Count > 0;

    /// <summary>Scheme, host and path base, without a slash at the end; null when the host isn't one that the settings name, or has a port of its own.</summary>
    public string? Find(HttpRequest request)
    {
        var host = request.Host;
        // A port is the caller's choice as well: the list doesn't name any.
        return
            host.HasValue
            && host.Port is null or 80 or 443
            && Names() is { Count: > 0 } names
            && HostString.MatchesAny(host.Host, names)
            ? UriHelper.BuildAbsolute(request.Scheme, new(host.Host), request.PathBase).TrimEnd('/')
            : null;
    }

    /// <remarks>
    /// One entry for every host makes the others meaningless. A pattern leaves the caller the choice of a subdomain, and names of this
    /// machine or numbers are there for health checks: nobody's mail leads there.
    /// </remarks>
    private List<StringSegment> Names()
    {
        var names = filtering.CurrentValue.AllowedHosts;
        return names.Any(name => name is "*" or "[::]" or "0.0.0.0")
            ? []
            : [.. names.Where(IsPublicName).Select(name => new StringSegment(name))];
    }

    private static bool IsPublicName(string name) =>
        !string.IsNullOrWhiteSpace(name)
        && !name.StartsWith('*')
        && !name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        && !IPAddress.TryParse(name, out _);
}
