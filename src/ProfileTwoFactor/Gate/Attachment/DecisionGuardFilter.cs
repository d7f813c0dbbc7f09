using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Filters;
using ProfileTwoFactor.Gate.Decision;
using ProfileTwoFactor.Gate.Hubs;
using ProfileTwoFactor.Gate.Internal;

namespace ProfileTwoFactor.Gate.Attachment;

/// <summary>The endpoint guard of MVC and Razor Pages: before model binding, and also where the route table is not built from endpoints (dynamic controllers, pages compiled at first use).</summary>
internal sealed class DecisionGuardFilter(
    DecisionGuard guard,
    ProfileIdSource ids,
    OpenAnswerTracker answers
) : IAsyncResourceFilter, IOrderedFilter
{
    /// <summary>Before every resource filter of the host: one of them might answer in the action's place.</summary>
    public int Order => int.MinValue;

    public Task OnResourceExecutionAsync(
        ResourceExecutingContext context,
        ResourceExecutionDelegate next
    )
    {
        var metadata = MetadataOf(context);
        var endpoint = context.HttpContext.GetEndpoint();
        var account =
            GateEndpoints.NeedsAccount(endpoint)
            || GateEndpoints.AccountDemandsIn(context.ActionDescriptor.EndpointMetadata).Count > 0;
        var profile =
            metadata.Count > 0
            || GateEndpoints.NeedsDecision(endpoint)
            || context.ActionDescriptor.EndpointMetadata.Any(item => item is ISharedLinkMetadata);
        var admitted =
            account || profile ? guard.Demand(context.HttpContext, profile, account) : default;

        if (profile)
        {
            BindTheGatedProfile(context, metadata);
            BindTheDecidedToken(context);
        }

        return account || profile ? WatchAsync(context, admitted, next) : Continue(next);
    }

    private static IReadOnlyList<IProfileTwoFactorMetadata> MetadataOf(
        ResourceExecutingContext context
    )
    {
        var mapped =
            context
                .HttpContext.GetEndpoint()
                ?.Metadata.GetOrderedMetadata<IProfileTwoFactorMetadata>()
            ?? [];
        return mapped.Count > 0
            ? mapped
            : GateEndpoints.DemandsIn(context.ActionDescriptor.EndpointMetadata);
    }

    /// <summary>MVC binds a plain parameter from a posted form before it looks at the route: a field of the parameter's name would have the action act on another profile than the gate decided about.</summary>
    private void BindTheGatedProfile(
        ResourceExecutingContext context,
        IReadOnlyList<IProfileTwoFactorMetadata> metadata
    )
    {
        if (
            ids.TryFindParameter(metadata, out var parameter)
            && context.RouteData.Values.TryGetValue(parameter, out var id)
        )
        {
            context.ValueProviderFactories.Insert(0, new RouteOnlyValueProvider(parameter, id));
        }
    }

    /// <summary>The same for a link's token: an action that reads it must see the one that was decided about.</summary>
    private static void BindTheDecidedToken(ResourceExecutingContext context)
    {
        if (
            context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<ISharedLinkMetadata>()
                is { TokenParameter: var parameter }
            && context.RouteData.Values.TryGetValue(parameter, out var token)
        )
        {
            context.ValueProviderFactories.Insert(0, new RouteOnlyValueProvider(parameter, token));
        }
    }

    /// <summary>Where the route table was built from the endpoint, its answer is watched already.</summary>
    private Task WatchAsync(
        ResourceExecutingContext context,
        AdmittedBy admitted,
        ResourceExecutionDelegate next
    )
    {
        var http = context.HttpContext;
        if (http.GetEndpoint()?.Metadata.GetMetadata<GateAttachment>() is not null)
        {
            return Continue(next);
        }

        var endpoint = new Endpoint(
            requestDelegate: null,
            new EndpointMetadataCollection([
                .. http.GetEndpoint()?.Metadata ?? [],
                .. context.ActionDescriptor.EndpointMetadata,
            ]),
            context.ActionDescriptor.DisplayName
        );
        return answers.ProofsOf(endpoint) is { Count: > 0 } proofs
            ? answers.RunAsync(http, endpoint, proofs, admitted, _ => Continue(next))
            : Continue(next);
    }

    private static async Task Continue(ResourceExecutionDelegate next) => await next();
}
