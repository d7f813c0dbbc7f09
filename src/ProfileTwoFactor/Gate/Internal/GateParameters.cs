using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ProfileTwoFactor.Gate.Internal;

/// <summary>The route parameters, besides the default one, by which endpoints of the application are gated. A link's route that has one of them names a profile.</summary>
internal sealed class GateParameters(IServiceProvider services, ProfileIdSource ids)
{
    private volatile FrozenSet<string> _ofPages = [];
    private volatile Known? _known;

    /// <summary>Of the endpoints there are now: they may change at run time.</summary>
    public FrozenSet<string> Current
    {
        get
        {
            var endpoints = services.GetService<EndpointDataSource>()?.Endpoints ?? [];
            var known = _known;
            if (known is null || !ReferenceEquals(known.Endpoints, endpoints))
            {
                _known = known = new Known(
                    endpoints,
                    _ofPages.Union(Of(endpoints)).ToFrozenSet(StringComparer.OrdinalIgnoreCase)
                );
            }

            return known.Names;
        }
    }

    /// <summary>What the attributes of compiled pages name: a source of endpoints doesn't have them.</summary>
    public void Keep(IEnumerable<Endpoint> pages)
    {
        _ofPages = Of(pages);
        _known = null;
    }

    private FrozenSet<string> Of(IEnumerable<Endpoint> endpoints) =>
        endpoints
            .SelectMany(endpoint =>
                endpoint.Metadata.GetOrderedMetadata<IProfileTwoFactorMetadata>()
            )
            .Select(ids.NameOf)
            .Where(name => !ids.IsDefault(name))
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private sealed record Known(IReadOnlyList<Endpoint> Endpoints, FrozenSet<string> Names);
}
