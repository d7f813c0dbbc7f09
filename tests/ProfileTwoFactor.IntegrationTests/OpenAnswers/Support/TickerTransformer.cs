using Microsoft.AspNetCore.Mvc.Routing;
using Microsoft.AspNetCore.Routing;

namespace ProfileTwoFactor.IntegrationTests.OpenAnswers.Support;

public sealed class TickerTransformer : DynamicRouteValueTransformer
{
    public override ValueTask<RouteValueDictionary> TransformAsync(
        HttpContext httpContext,
        RouteValueDictionary values
    ) =>
        new(
            new RouteValueDictionary(values)
            {
                ["controller"] = "TickerDynamic",
                ["action"] = "Show",
                ["sid"] = values["who"],
            }
        );
}
