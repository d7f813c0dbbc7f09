using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.Internal;

/// <summary>The decision about a shared link: the link says whether anyone may come, or only who passes the profile's gate.</summary>
internal sealed class SharedLinkGate(
    SharedLinkResolver links,
    ProfileGate gate,
    ILogger<SharedLinkGate> logger
)
{
    public async Task<GateDecision> DecideAsync(
        HttpContext context,
        ClaimsPrincipal user,
        ISharedLinkMetadata metadata
    )
    {
        var endpoint = context.GetEndpoint();
        SharedLink? link;
        try
        {
            var token = context.Request.RouteValues.TryGetValue(
                metadata.TokenParameter,
                out var value
            )
                ? value as string
                : null;
            link = await links.FindAsync(context.RequestServices, token, context.RequestAborted);
        }
        catch (DependencyUnavailableException exception)
        {
            Log.GateUnavailable(logger, exception.Dependency, exception);
            return new GateDecision(GateStatus.Unavailable, endpoint);
        }

        if (link is null)
        {
            return new GateDecision(GateStatus.NotFound, endpoint);
        }

        if (link.Access == SharedLinkAccess.Public)
        {
            return new GateDecision(GateStatus.PublicLink, endpoint) { Link = link };
        }

        var decision = await gate.DecideAsync(
            new GateRequest
            {
                Context = context,
                Services = context.RequestServices,
                User = user,
                Endpoint = endpoint,
                ProfileId = link.ProfileId,
                Passive = GateEndpoints.IsPassive(endpoint),
            }
        );
        return decision.Admits ? decision.With(link) : decision;
    }
}
