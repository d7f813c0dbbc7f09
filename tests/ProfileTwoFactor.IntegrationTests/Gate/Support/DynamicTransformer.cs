using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Routing;
using Microsoft.AspNetCore.Routing;

namespace ProfileTwoFactor.IntegrationTests.Gate.Support;

public sealed class DynamicTransformer : DynamicRouteValueTransformer
{
    public override ValueTask<RouteValueDictionary> TransformAsync(
        HttpContext httpContext,
        RouteValueDictionary values
    ) =>
        new(
            new RouteValueDictionary(values)
            {
                ["controller"] = "Dynamic",
                ["action"] = "Show",
                ["sid"] = values["who"],
            }
        );
}
