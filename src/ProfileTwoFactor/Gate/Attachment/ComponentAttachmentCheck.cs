using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Gate.Internal;

namespace ProfileTwoFactor.Gate.Attachment;

/// <summary>Blazor components that ask for two-factor authentication where nothing could ask the gate.</summary>
internal sealed class ComponentAttachmentCheck(IServiceScopeFactory scopes)
{
    // The type is not public.
    private const string CircuitHub = "Microsoft.AspNetCore.Components.Server.ComponentHub";

    public IEnumerable<string> FindMistakes(IReadOnlyCollection<Endpoint> endpoints)
    {
        var gated = endpoints
            .OfType<RouteEndpoint>()
            .Where(endpoint =>
                endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null
                && GateEndpoints.NeedsGuard(endpoint)
            )
            .ToList();
        if (gated.Count == 0)
        {
            yield break;
        }

        using (var scope = scopes.CreateScope())
        {
            if (
                scope.ServiceProvider.GetService<IComponentActivator>()
                is not GatedComponentActivator
            )
            {
                yield return "Another IComponentActivator was registered after AddProfileTwoFactor(), so gated components could be rendered inside a circuit. Register it before AddProfileTwoFactor(), which then calls it.";
            }
        }

        if (
            !endpoints.Any(endpoint =>
                endpoint.Metadata.GetMetadata<HubMetadata>()?.HubType.FullName == CircuitHub
            )
        )
        {
            yield break;
        }

        foreach (
            var endpoint in gated.Where(endpoint =>
                endpoint.Metadata.GetMetadata<ExcludeFromInteractiveRoutingAttribute>() is null
            )
        )
        {
            yield return $"{EndpointRules.NameOf(endpoint)} is a gated component in an application with interactive server rendering. "
                + "Links inside a circuit send no request, so the gate wouldn't be evaluated. Add [ExcludeFromInteractiveRouting] to the component, so that it's always requested and rendered statically. "
                + "Load the data of interactive parts from gated endpoints or hubs.";
        }
    }
}
