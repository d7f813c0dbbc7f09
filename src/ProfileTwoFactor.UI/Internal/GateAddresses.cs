using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace ProfileTwoFactor.Internal;

/// <summary>The app's endpoints as addresses: where gated ones begin, and which one an address leads to.</summary>
internal sealed class GateAddresses(IServiceProvider services, EndpointSelection selection)
{
    private static readonly string[] Policies =
    [
        ProfileTwoFactorDefaults.PolicyName,
        ProfileTwoFactorDefaults.AccountPolicyName,
        ProfileTwoFactorDefaults.SharedLinkPolicyName,
    ];

    private volatile AddressTable? _table;

    /// <summary>What the paths of gated endpoints begin with, without what another prefix covers.</summary>
    public async ValueTask<IReadOnlyList<string>> FindPrefixesAsync()
    {
        var table = Current();
        return table.Prefixes ??= await ReadPrefixesAsync(table.Routes);
    }

    /// <summary>The endpoint that would answer, and its route values. Null when no gate stands before it.</summary>
    public async ValueTask<(Endpoint Endpoint, RouteValueDictionary Values)?> FindAsync(
        HttpContext context,
        PathString path,
        string method
    )
    {
        var found = new List<(RouteEndpoint Endpoint, RouteValueDictionary Values)>();
        foreach (var route in Current().Routes)
        {
            if (route.Matches(context, path) is { } values)
            {
                found.Add((route.Endpoint, values));
            }
        }

        if (
            found.Count == 0
            || await selection.SelectAsync(context, found, method) is not { } selected
        )
        {
            return null;
        }

        var endpoint = await LoadAsync(selected.Endpoint);
        return IsGated(endpoint) ? (endpoint, selected.Values) : null;
    }

    private async Task<IReadOnlyList<string>> ReadPrefixesAsync(IEnumerable<AddressRoute> routes)
    {
        var found = new List<string>();
        foreach (var route in routes)
        {
            var endpoint = await LoadAsync(route.Endpoint);
            if (IsGated(endpoint) && endpoint.Metadata.GetMetadata<HubMetadata>() is null)
            {
                found.Add(route.Prefix);
            }
        }

        var shortest = new List<string>();
        foreach (var prefix in found.OrderBy(prefix => prefix.Length))
        {
            if (
                !shortest.Exists(other =>
                    prefix.StartsWith(other, StringComparison.OrdinalIgnoreCase)
                )
            )
            {
                shortest.Add(prefix);
            }
        }

        return shortest;
    }

    /// <summary>A page that is not compiled into the endpoint yet does not carry its model's attributes. The framework keeps what it loaded.</summary>
    private async ValueTask<Endpoint> LoadAsync(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<PageActionDescriptor>()
            is { } page
                and not CompiledPageActionDescriptor
        && services.GetService<PageLoader>() is { } loader
            ? (await loader.LoadAsync(page, endpoint.Metadata)).Endpoint ?? endpoint
            : endpoint;

    private static bool IsGated(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IProfileTwoFactorMetadata>() is not null
        || endpoint.Metadata.GetMetadata<IAccountTwoFactorMetadata>() is not null
        || endpoint.Metadata.GetMetadata<ISharedLinkMetadata>() is not null
        || endpoint
            .Metadata.GetOrderedMetadata<IAuthorizeData>()
            .Any(data => Policies.Contains(data.Policy, StringComparer.Ordinal));

    // The endpoints may change at run time; a source that did not change returns the same list.
    private AddressTable Current()
    {
        var endpoints = services.GetService<EndpointDataSource>()?.Endpoints ?? [];
        var table = _table;
        if (table is null || !ReferenceEquals(table.Endpoints, endpoints))
        {
            var constraints = services.GetRequiredService<ParameterPolicyFactory>();
            _table = table = new AddressTable(
                endpoints,
                [
                    .. endpoints
                        .OfType<RouteEndpoint>()
                        .Where(AddressRoute.IsMatched)
                        .Order(selection.Comparer)
                        .Select(endpoint => new AddressRoute(endpoint, constraints)),
                ]
            );
        }

        return table;
    }

    private sealed class AddressTable(
        IReadOnlyList<Endpoint> endpoints,
        IReadOnlyList<AddressRoute> routes
    )
    {
        public IReadOnlyList<Endpoint> Endpoints { get; } = endpoints;

        public IReadOnlyList<AddressRoute> Routes { get; } = routes;

        public IReadOnlyList<string>? Prefixes { get; set; }
    }
}
