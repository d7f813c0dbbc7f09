using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;

namespace ProfileTwoFactor.Internal;

/// <summary>Asks the gate again at each invocation of a gated hub: authorization of the class covers connecting only, and connections live long.</summary>
/// <remarks>It is the second wall of hubs too: a host handler that succeeds every requirement opens no gated method.</remarks>
internal sealed class GateHubFilter(ProfileGate gate, ProfileIdSource ids) : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext,
        Func<HubInvocationContext, ValueTask<object?>> next
    )
    {
        await DemandAsync(
            invocationContext.Context,
            invocationContext.ServiceProvider,
            invocationContext.Hub,
            invocationContext.HubMethod
        );
        return await next(invocationContext);
    }

    public async Task OnConnectedAsync(
        HubLifetimeContext context,
        Func<HubLifetimeContext, Task> next
    )
    {
        await DemandAsync(context.Context, context.ServiceProvider, context.Hub, method: null);
        await next(context);
    }

    private async Task DemandAsync(
        HubCallerContext caller,
        IServiceProvider services,
        Hub hub,
        MethodInfo? method
    )
    {
        var http = caller.GetHttpContext();
        var endpoint = http?.GetEndpoint();
        var metadata = HubMetadata.Of(endpoint, hub.GetType(), method);
        if (metadata.Count == 0)
        {
            return;
        }

        if (http is null)
        {
            // A transport that is not HTTP (a hub on a raw connection) carries neither a profile nor a window.
            throw new HubException($"two-factor: {GateCodes.Of(GateStatus.SignInRequired)}");
        }

        var decision = await gate.DecideAsync(
            new GateRequest
            {
                Context = http,
                Services = services,
                User = caller.User ?? http.User,
                Endpoint = endpoint,
                ProfileId = ids.Find(http, metadata),
                MaxAgeSeconds = GateEndpoints.MaxAgeSeconds(metadata),
                Passive =
                    GateEndpoints.IsPassive(endpoint)
                    || method?.IsDefined(typeof(PassiveRequestAttribute), inherit: true) == true,
            }
        );
        if (!decision.Admits)
        {
            throw new HubException($"two-factor: {GateCodes.Of(decision.Status)}");
        }
    }
}
