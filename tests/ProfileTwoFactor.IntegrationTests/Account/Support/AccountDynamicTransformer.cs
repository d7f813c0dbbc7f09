using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Routing;
using Microsoft.AspNetCore.Routing;

namespace ProfileTwoFactor.IntegrationTests.Account.Support;

public sealed class AccountDynamicTransformer : DynamicRouteValueTransformer
{
    public override ValueTask<RouteValueDictionary> TransformAsync(
        HttpContext httpContext,
        RouteValueDictionary values
    ) =>
        new(
            new RouteValueDictionary(values)
            {
                ["controller"] = "AccountDynamic",
                ["action"] = "Show",
            }
        );
}
