using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.SignalR;

namespace ProfileTwoFactor.Internal;

/// <summary>Succeeds on proof and does nothing otherwise. It never calls Fail(), which would hide from the result handler that only a code is missing.</summary>
/// <remarks>
/// A raw handler that looks for its requirement first: the generic base class would make every other endpoint of the host pay
/// for an enumerator.
/// </remarks>
internal sealed class ProfileTwoFactorAuthorizationHandler(ProfileGate gate, ProfileIdSource ids)
    : IAuthorizationHandler
{
    public Task HandleAsync(AuthorizationHandlerContext context)
    {
        if (!GateRequirements.Contain(context.Requirements, ProfileTwoFactorRequirement.Instance))
        {
            return Task.CompletedTask;
        }

        return context.Resource switch
        {
            HttpContext http => HandleAsync(context, http, http.RequestServices),
            AuthorizationFilterContext filter => HandleAsync(
                context,
                filter.HttpContext,
                filter.HttpContext.RequestServices
            ),
            HubInvocationContext hub => HandleHubAsync(context, hub),
            // Somebody asks about a resource we know nothing of: no proof, no success.
            _ => Task.CompletedTask,
        };
    }

    private Task HandleAsync(
        AuthorizationHandlerContext context,
        HttpContext http,
        IServiceProvider services
    )
    {
        NoStore.Enforce(http);
        var endpoint = http.GetEndpoint();
        var attachment = GateAttachment.Of(endpoint, ids);
        var decision = gate.DecideAsync(
            new GateRequest
            {
                Context = http,
                Services = services,
                User = context.User,
                Endpoint = endpoint,
                ProfileId = ids.Find(http, attachment),
                MaxAgeSeconds = attachment.MaxAgeSeconds,
                Passive = attachment.IsPassive,
            }
        );
        if (!decision.IsCompletedSuccessfully)
        {
            return AwaitAsync(context, http, decision);
        }

        Conclude(context, http, decision.Result);
        return Task.CompletedTask;
    }

    private static async Task AwaitAsync(
        AuthorizationHandlerContext context,
        HttpContext http,
        ValueTask<GateDecision> decision
    ) => Conclude(context, http, await decision);

    private static void Conclude(
        AuthorizationHandlerContext context,
        HttpContext http,
        GateDecision decision
    )
    {
        RecordedDecision.Set(http, decision);
        if (decision.Admits)
        {
            context.Succeed(ProfileTwoFactorRequirement.Instance);
        }
    }

    /// <summary>A hub method with the attribute. The profile is that of the connection; the method may ask for a younger proof.</summary>
    private async Task HandleHubAsync(AuthorizationHandlerContext context, HubInvocationContext hub)
    {
        if (hub.Context.GetHttpContext() is not { } http)
        {
            return;
        }

        var endpoint = http.GetEndpoint();
        List<IProfileTwoFactorMetadata> metadata =
        [
            .. endpoint?.Metadata.GetOrderedMetadata<IProfileTwoFactorMetadata>() ?? [],
            .. hub.HubMethod.GetCustomAttributes<RequireProfileTwoFactorAttribute>(inherit: true),
        ];
        var decision = await gate.DecideAsync(
            new GateRequest
            {
                Context = http,
                Services = hub.ServiceProvider,
                User = context.User,
                Endpoint = endpoint,
                ProfileId = ids.Find(http, metadata),
                MaxAgeSeconds = GateEndpoints.MaxAgeSeconds(metadata),
                Passive =
                    GateEndpoints.IsPassive(endpoint)
                    || hub.HubMethod.GetCustomAttribute<PassiveRequestAttribute>(inherit: true)
                        is not null,
            }
        );
        if (decision.Admits)
        {
            context.Succeed(ProfileTwoFactorRequirement.Instance);
        }
    }
}
