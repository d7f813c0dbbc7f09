using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.SignalR;
using ProfileTwoFactor.Gate.Decision;
using ProfileTwoFactor.Gate.Hubs;
using ProfileTwoFactor.Gate.Internal;
using ProfileTwoFactor.Http;

namespace ProfileTwoFactor.Gate.Attachment;

/// <summary>Succeeds on proof and does nothing otherwise. It never calls Fail(), which would hide from the result handler that only a code is missing.</summary>
internal sealed class ProfileTwoFactorAuthorizationHandler(
    ProfileGate gate,
    ProfileIdSource ids,
    HubConnectionGate hubs
)
{
    /// <param name="context">A check of a policy that has the requirement.</param>
    public Task HandleAsync(AuthorizationHandlerContext context) =>
        context.Resource switch
        {
            HttpContext http => HandleAsync(context, http, http.GetEndpoint()),
            AuthorizationFilterContext filter => HandleAsync(
                context,
                filter.HttpContext,
                filter.HttpContext.GetEndpoint(),
                filter
            ),
            HubInvocationContext hub => HandleHubAsync(context, hub),
            // A component asks while its page is rendered for a request that was let in: AuthorizeRouteView, AuthorizeView.
            null
            or RouteData
                when ComponentRequest.Current is { IsGated: true } request
                    && request.IsOf(context.User) => SucceedAsync(context),
            // The check is about a resource we know nothing of: no proof, no success.
            _ => Task.CompletedTask,
        };

    private static Task SucceedAsync(AuthorizationHandlerContext context)
    {
        context.Succeed(ProfileTwoFactorRequirement.Instance);
        return Task.CompletedTask;
    }

    private Task HandleAsync(
        AuthorizationHandlerContext context,
        HttpContext http,
        Endpoint? endpoint,
        AuthorizationFilterContext? filter = null
    )
    {
        NoStore.Enforce(http);
        var attachment = GateAttachment.Of(
            endpoint ?? (filter is null ? null : DescribedBy(filter)),
            ids
        );
        var decision = gate.DecideAsync(
            new GateRequest
            {
                Context = http,
                Asker = GateAsker.Request,
                Services = http.RequestServices,
                User = context.User,
                Endpoint = endpoint,
                ProfileId = ids.Find(http, attachment),
                MaxAgeSeconds = attachment.MaxAgeSeconds,
                Passive = attachment.IsPassive,
                OwnProofOnly = attachment.OwnProofOnly,
            }
        );
        if (!decision.IsCompletedSuccessfully)
        {
            return AwaitAsync(context, http, decision);
        }

        Conclude(context, http, decision.Result);
        return Task.CompletedTask;
    }

    // MVC that routes by itself has no endpoint; what the attributes ask for is on the action.
    private static Endpoint DescribedBy(AuthorizationFilterContext filter) =>
        new(
            requestDelegate: null,
            new EndpointMetadataCollection(filter.ActionDescriptor.EndpointMetadata),
            filter.ActionDescriptor.DisplayName
        );

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
        EnforcementHeader.Announce(http, decision);
        if (decision.Admits)
        {
            context.Succeed(ProfileTwoFactorRequirement.Instance);
        }
    }

    /// <summary>A hub method with the attribute. The profile is that of the connection; the method may ask for a younger proof.</summary>
    private async Task HandleHubAsync(AuthorizationHandlerContext context, HubInvocationContext hub)
    {
        // Unknown: our hub filter has not seen it connect. No proof, no success.
        if (GatedConnection.Find(hub.Context) is not { } connection)
        {
            return;
        }

        var decision = await hubs.DecideAsync(
            connection,
            context.User,
            HubRule.Of(hub.HubMethod),
            hub.ServiceProvider
        );
        if (decision.Admits)
        {
            context.Succeed(ProfileTwoFactorRequirement.Instance);
        }
    }
}
