using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Gate.Decision;
using ProfileTwoFactor.Gate.Internal;

namespace ProfileTwoFactor.Gate.Hubs;

/// <summary>Connections that reach a hub without the request that opened them: through a managed SignalR service, or over a raw transport.</summary>
/// <remarks>Such a connection has no route and no cookies, so neither its profile nor its window is known.</remarks>
internal sealed class RequestlessTransport(
    IServiceProvider root,
    ILogger<RequestlessTransport> logger
)
{
    private int _told;

    /// <summary>Logs the first such connection to a gated hub. Refuses it when the gate stands only on the endpoint, which nobody passes here.</summary>
    /// <exception cref="HubException">The hub's endpoint is gated.</exception>
    public void Check(HubCallerContext caller, Type hub)
    {
        if (caller.GetHttpContext()?.GetEndpoint() is not null)
        {
            return;
        }

        var mapped = IsMappedWithAGate(hub);
        if (!mapped && !HubRule.IsNeededFor(hub))
        {
            return;
        }

        if (Interlocked.Exchange(ref _told, 1) == 0)
        {
            ConnectionLog.ConnectionWithoutRequest(logger, hub.Name);
        }

        if (mapped)
        {
            throw GateHubFilter.Refusal(GateStatus.SignInRequired);
        }
    }

    private bool IsMappedWithAGate(Type hub) =>
        root.GetService<EndpointDataSource>() is { } source
        && source.Endpoints.Any(endpoint =>
            endpoint.Metadata.GetMetadata<HubMetadata>()?.HubType == hub
            && GateEndpoints.NeedsGuard(endpoint)
        );
}
