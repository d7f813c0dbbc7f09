using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Filters;
using ProfileTwoFactor.Gate.Decision;
using ProfileTwoFactor.Gate.SharedLinks.Internal;
using ProfileTwoFactor.Http;

namespace ProfileTwoFactor.Gate.Attachment;

/// <summary>Succeeds when the link lets the request in. Never calls Fail(), which would hide from the result handler that only a code is missing.</summary>
internal sealed class SharedLinkAuthorizationHandler(SharedLinkGate gate)
{
    /// <param name="context">A check of a policy that has the requirement.</param>
    public Task HandleAsync(AuthorizationHandlerContext context) =>
        context.Resource switch
        {
            HttpContext http => HandleAsync(context, http),
            AuthorizationFilterContext filter => HandleAsync(context, filter.HttpContext),
            // A component asks while its page is rendered for a request that was let in: AuthorizeRouteView, AuthorizeView.
            null
            or RouteData
                when ComponentRequest.Current is { Link: not null } request
                    && request.IsOf(context.User) => SucceedAsync(context),
            // A hub has no link, and of anything else we know nothing: no proof, no success.
            _ => Task.CompletedTask,
        };

    private static Task SucceedAsync(AuthorizationHandlerContext context)
    {
        context.Succeed(SharedLinkRequirement.Instance);
        return Task.CompletedTask;
    }

    private async Task HandleAsync(AuthorizationHandlerContext context, HttpContext http)
    {
        NoStore.Enforce(http);
        if (http.GetEndpoint()?.Metadata.GetMetadata<ISharedLinkMetadata>() is not { } metadata)
        {
            return;
        }

        var decision = await gate.DecideAsync(http, context.User, metadata);
        RecordedDecision.Set(http, decision);
        EnforcementHeader.Announce(http, decision);
        if (decision.Admits)
        {
            context.Succeed(SharedLinkRequirement.Instance);
        }
    }
}
