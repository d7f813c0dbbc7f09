using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;

namespace ProfileTwoFactor.Internal;

/// <summary>Asks the gate again at each invocation of a gated hub: authorization of the class covers connecting only, and connections live long.</summary>
internal sealed class GateHubFilter(ProfileGate gate, ProfileIdSource ids) : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext,
        Func<HubInvocationContext, ValueTask<object?>> next
    )
    {
        await DemandAsync(invocationContext.Context, invocationContext.ServiceProvider);
        return await next(invocationContext);
    }

    public async Task OnConnectedAsync(
        HubLifetimeContext context,
        Func<HubLifetimeContext, Task> next
    )
    {
        await DemandAsync(context.Context, context.ServiceProvider);
        await next(context);
    }

    private async Task DemandAsync(HubCallerContext caller, IServiceProvider services)
    {
        if (caller.GetHttpContext() is not { } http)
        {
            return;
        }

        var endpoint = http.GetEndpoint();
        var metadata = endpoint?.Metadata.GetOrderedMetadata<IProfileTwoFactorMetadata>() ?? [];
        if (metadata.Count == 0)
        {
            return;
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
                Passive = GateEndpoints.IsPassive(endpoint),
            }
        );
        if (!decision.Admits)
        {
            throw new HubException($"two-factor: {GateCodes.Of(decision.Status)}");
        }
    }
}
