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

    /// <summary>Scheme, host and path base, without a slash at the end; null when the host isn't one that the settings name.</summary>
    public string? Find(HttpRequest request)
    {
        var host = request.Host;
        return
            host.HasValue
            && Names() is { Count: > 0 } names
            && HostString.MatchesAny(host.Host, names)
            ? UriHelper.BuildAbsolute(request.Scheme, host, request.PathBase).TrimEnd('/')
            : null;
    }

    private List<StringSegment> Names()
    {
        var names = filtering.CurrentValue.AllowedHosts;
        // One entry for every host makes the others meaningless.
        return names.Any(name => name is "*" or "[::]" or "0.0.0.0")
            ? []
            :
            [
                .. names
                    .Where(name => !string.IsNullOrWhiteSpace(name))
                    .Select(name => new StringSegment(name)),
            ];
    }
}
