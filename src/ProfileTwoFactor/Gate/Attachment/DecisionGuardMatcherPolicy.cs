using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;
using Microsoft.AspNetCore.SignalR;
using ProfileTwoFactor.Gate.Challenges;
using ProfileTwoFactor.Gate.Decision;
using ProfileTwoFactor.Gate.Hubs;
using ProfileTwoFactor.Gate.Internal;

namespace ProfileTwoFactor.Gate.Attachment;

/// <summary>Puts the endpoint guard before the delegate of every gated endpoint while the route table is built, so that requests pay nothing for it.</summary>
/// <remarks>
/// A convention would reach only what was mapped through our extensions; this reaches whatever ends up in the matcher: minimal
/// APIs, controllers, hubs, gRPC services, static assets, also when only an attribute says so. Building the table is also the
/// last moment to refuse a table with holes, should a request come before the start-up check has run. A table that is rebuilt later
/// belongs to an update of other code: there the misconfigured endpoints are sealed, one by one.
/// </remarks>
internal sealed class DecisionGuardMatcherPolicy(
    DecisionGuard guard,
    EndpointRules rules,
    ProfileIdSource ids,
    OpenAnswerTracker answers,
    GateChallenge challenge,
    AttachmentCheck check,
    IServiceProvider root
) : MatcherPolicy, INodeBuilderPolicy
{
    /// <summary>After every policy that selects by method, host or content type: what they leave is final.</summary>
    public override int Order => int.MaxValue - 1;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints)
    {
        if (!check.HasPassed)
        {
            rules.ThrowIfBroken(endpoints);
        }

        return endpoints.Any(endpoint => NeedsGuard(endpoint) || rules.IsBroken(endpoint));
    }

    public IReadOnlyList<PolicyNodeEdge> GetEdges(IReadOnlyList<Endpoint> endpoints) =>
        [new PolicyNodeEdge(this, [.. endpoints.Select(Attach)])];

    public PolicyJumpTable BuildJumpTable(
        int exitDestination,
        IReadOnlyList<PolicyJumpTableEdge> edges
    ) => new OnlyDestination(edges[0].Destination);

    private bool NeedsGuard(Endpoint endpoint) =>
        endpoint is RouteEndpoint { RequestDelegate: not null }
        && (GateEndpoints.NeedsGuard(endpoint) || rules.IsCovered(endpoint));

    private Endpoint Attach(Endpoint endpoint) =>
        rules.IsBroken(endpoint) ? Seal((RouteEndpoint)endpoint)
        : NeedsGuard(endpoint) ? Wrap(endpoint)
        : endpoint;

    /// <summary>An endpoint that was added after startup and is misconfigured refuses all requests. Throwing would freeze the whole route table.</summary>
    private RouteEndpoint Seal(RouteEndpoint broken) =>
        new(
            context =>
                challenge.AnswerAsync(
                    context,
                    new GateDecision(GateStatus.Unavailable, context.GetEndpoint())
                ),
            broken.RoutePattern,
            broken.Order,
            // Nothing of the endpoint's own: among it may be what switches authorization off or has answers cached.
            EndpointMetadataCollection.Empty,
            broken.DisplayName
        );

    private RouteEndpoint Wrap(Endpoint endpoint)
    {
        var inner = (RouteEndpoint)endpoint;
        var code = inner.RequestDelegate!;
        var profile = GateEndpoints.NeedsDecision(inner) || rules.IsCovered(inner);
        var account = GateEndpoints.NeedsAccount(inner);
        if (inner.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
        {
            code = ComponentRequest.Around(inner, code, ids);
        }

        // Of a hub the connection is watched, which outlives the requests of its transport.
        var next = inner.Metadata.GetMetadata<HubMetadata>() is not null
            ? KeepForConnection(code)
            : Watch(inner, code);

        return new RouteEndpoint(
            context =>
            {
                var admitted = guard.Demand(context, profile, account);
                return UncachedResponse.IsNeeded(context)
                    ? RunUncachedAsync(context, admitted, next)
                    : next(context, admitted);
            },
            inner.RoutePattern,
            inner.Order,
            new EndpointMetadataCollection([
                .. inner.Metadata,
                .. ImpliedBy(inner),
                GateAttachment.Create(inner, ids),
            ]),
            inner.DisplayName
        );
    }

    /// <summary>The attributes where only the name of their policy stands, or where the framework added the endpoint.</summary>
    private IEnumerable<object> ImpliedBy(Endpoint endpoint)
    {
        if (
            endpoint.Metadata.GetMetadata<IProfileTwoFactorMetadata>() is null
            && (GateEndpoints.IsGated(endpoint) || rules.IsCovered(endpoint))
        )
        {
            yield return new RequireProfileTwoFactorAttribute();
        }

        if (
            endpoint.Metadata.GetMetadata<IAccountTwoFactorMetadata>() is null
            && GateEndpoints.NeedsAccount(endpoint)
        )
        {
            yield return new RequireAccountTwoFactorAttribute();
        }
    }

    // A method of its own, so that only these requests pay for the closure.
    private static Task RunUncachedAsync(
        HttpContext context,
        AdmittedBy admitted,
        Func<HttpContext, AdmittedBy, Task> next
    ) => UncachedResponse.RunAsync(context, uncached => next(uncached, admitted));

    private Func<HttpContext, AdmittedBy, Task> KeepForConnection(RequestDelegate next) =>
        (context, _) =>
        {
            ConnectionSnapshot.Take(context, root);
            return next(context);
        };

    private Func<HttpContext, AdmittedBy, Task> Watch(Endpoint endpoint, RequestDelegate next) =>
        answers.ProofsOf(endpoint) is { Count: > 0 } proofs
            ? (context, admitted) => answers.RunAsync(context, endpoint, proofs, admitted, next)
            : (context, _) => next(context);

    private sealed class OnlyDestination(int destination) : PolicyJumpTable
    {
        public override int GetDestination(HttpContext httpContext) => destination;
    }
}
