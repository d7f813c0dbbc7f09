using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Gate.Decision;
using ProfileTwoFactor.Gate.Hubs;
using ProfileTwoFactor.Gate.Internal;
using ProfileTwoFactor.Http;

namespace ProfileTwoFactor.Gate.Attachment;

/// <summary>Succeeds on the account's proof and does nothing otherwise. It never calls Fail(), which would hide from the result handler that only a code is missing.</summary>
internal sealed class AccountTwoFactorAuthorizationHandler(
    IServiceProvider services,
    HubConnectionGate hubs
)
{
    private readonly AccountGate? _gate = services.GetService<AccountGate>();

    /// <param name="context">A check of a policy that has the requirement.</param>
    public Task HandleAsync(AuthorizationHandlerContext context) =>
        context.Resource switch
        {
            HttpContext http => HandleAsync(context, http, AccountDemand.Of(http.GetEndpoint())),
            AuthorizationFilterContext filter => HandleAsync(
                context,
                filter.HttpContext,
                // MVC that routes by itself has no endpoint; what the attributes ask for is on the action.
                filter.HttpContext.GetEndpoint()
                    is { } endpoint
                    ? AccountDemand.Of(endpoint)
                    : AccountDemand.Of([
                        .. filter.ActionDescriptor.EndpointMetadata.OfType<IAccountTwoFactorMetadata>(),
                    ])
            ),
            HubInvocationContext hub => HandleHubAsync(context, hub),
            // A component asks while its page is rendered for a request that was let in: AuthorizeRouteView, AuthorizeView.
            null
                when ComponentRequest.Current is { IsAccountProven: true } request
                    && request.IsOf(context.User) => SucceedAsync(context),
            // With its route it is AuthorizeRouteView, which asks for the whole page.
            RouteData
                when ComponentRequest.Current is { IsAccount: true } request
                    && request.IsOf(context.User) => SucceedAsync(context),
            // The check is about a resource we know nothing of: no proof, no success.
            _ => Task.CompletedTask,
        };

    private static Task SucceedAsync(AuthorizationHandlerContext context)
    {
        context.Succeed(AccountTwoFactorRequirement.Instance);
        return Task.CompletedTask;
    }

    private async Task HandleAsync(
        AuthorizationHandlerContext context,
        HttpContext http,
        AccountDemand demand
    )
    {
        NoStore.Enforce(http);
        var endpoint = http.GetEndpoint();
        var decision = _gate is null
            ? new GateDecision(GateStatus.Unavailable, endpoint)
            : await _gate.DecideAsync(
                new AccountGateRequest
                {
                    Context = http,
                    Services = http.RequestServices,
                    User = context.User,
                    Endpoint = endpoint,
                    Demand = demand,
                }
            );
        RecordedDecision.SetAccount(http, decision);
        if (decision.Admits)
        {
            context.Succeed(AccountTwoFactorRequirement.Instance);
        }
    }

    /// <summary>A hub method with the attribute. The hub filter asks as well; this one is for the framework, which asks every policy.</summary>
    private async Task HandleHubAsync(AuthorizationHandlerContext context, HubInvocationContext hub)
    {
        // Unknown: our hub filter has not seen it connect. No proof, no success.
        if (GatedConnection.Find(hub.Context) is not { } connection)
        {
            return;
        }

        var decision = await hubs.DecideAccountAsync(
            connection,
            context.User,
            [.. connection.Account, .. HubRule.Of(hub.HubMethod).Account],
            hub.ServiceProvider
        );
        if (decision.Admits)
        {
            context.Succeed(AccountTwoFactorRequirement.Instance);
        }
    }
}
