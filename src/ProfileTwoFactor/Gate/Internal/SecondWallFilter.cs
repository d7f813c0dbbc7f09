using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Filters;

namespace ProfileTwoFactor.Internal;

/// <summary>The second wall of MVC and Razor Pages: before model binding, and also where the route table is not built from endpoints (dynamic controllers, pages compiled at first use).</summary>
internal sealed class SecondWallFilter(SecondWall wall) : IAsyncResourceFilter, IOrderedFilter
{
    /// <summary>Before every resource filter of the host: one of them might answer in the action's place.</summary>
    public int Order => int.MinValue;

    public Task OnResourceExecutionAsync(
        ResourceExecutingContext context,
        ResourceExecutionDelegate next
    )
    {
        var gated =
            GateEndpoints.NeedsDecision(context.HttpContext.GetEndpoint())
            || context.ActionDescriptor.EndpointMetadata.Any(item =>
                item is IProfileTwoFactorMetadata or ISharedLinkMetadata
            );
        if (gated)
        {
            wall.Demand(context.HttpContext);
        }

        return Continue(next);
    }

    private static async Task Continue(ResourceExecutionDelegate next) => await next();
}
