using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;
using Microsoft.AspNetCore.SignalR;

namespace ProfileTwoFactor.Internal;

/// <summary>Puts the second wall before the delegate of every gated endpoint while the route table is built, so that requests pay nothing for it.</summary>
/// <remarks>
/// A convention would reach only what was mapped through our extensions; this reaches whatever ends up in the matcher: minimal
/// APIs, controllers, hubs, gRPC services, static assets, also when only an attribute says so. Building the table is also the
/// last moment to refuse a table with holes, should a request come before the start-up check has run.
/// </remarks>
internal sealed class SecondWallMatcherPolicy(
    SecondWall wall,
    EndpointRules rules,
    ProfileIdSource ids,
    IServiceProvider root
) : MatcherPolicy, INodeBuilderPolicy
{
    /// <summary>After every policy that selects by method, host or content type: what they leave is final.</summary>
    public override int Order => int.MaxValue - 1;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints)
    {
        rules.ThrowIfBroken(endpoints);
        return endpoints.Any(NeedsWall);
    }

    public IReadOnlyList<PolicyNodeEdge> GetEdges(IReadOnlyList<Endpoint> endpoints) =>
        [
            new PolicyNodeEdge(
                this,
                [.. endpoints.Select(endpoint => NeedsWall(endpoint) ? Wrap(endpoint) : endpoint)]
            ),
        ];

    public PolicyJumpTable BuildJumpTable(
        int exitDestination,
        IReadOnlyList<PolicyJumpTableEdge> edges
    ) => new OnlyDestination(edges[0].Destination);

    private static bool NeedsWall(Endpoint endpoint) =>
        endpoint is RouteEndpoint { RequestDelegate: not null }
        && GateEndpoints.NeedsWall(endpoint);

    private RouteEndpoint Wrap(Endpoint endpoint)
    {
        var inner = (RouteEndpoint)endpoint;
        var next = inner.RequestDelegate!;
        var profile = GateEndpoints.NeedsDecision(inner);
        var account = GateEndpoints.NeedsAccount(inner);
        if (inner.Metadata.GetMetadata<HubMetadata>() is not null)
        {
            next = KeepForConnection(next);
        }

        return new RouteEndpoint(
            context =>
            {
                wall.Demand(context, profile, account);
                return UncachedResponse.IsNeeded(context)
                    ? UncachedResponse.RunAsync(context, next)
                    : next(context);
            },
            inner.RoutePattern,
            inner.Order,
            new EndpointMetadataCollection([.. inner.Metadata, GateAttachment.Create(inner, ids)]),
            inner.DisplayName
        );
    }

    private RequestDelegate KeepForConnection(RequestDelegate next) =>
        context =>
        {
            ConnectionSnapshot.Take(context, root);
            return next(context);
        };

    private sealed class OnlyDestination(int destination) : PolicyJumpTable
    {
        public override int GetDestination(HttpContext httpContext) => destination;
    }
}
