using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Testing;

/// <summary>Lists the endpoints of an app that aren't gated.</summary>
public static class ProfileEndpoints
{
    /// <summary>Lists the endpoints whose route has the profile parameter, but no gate or shared link, including endpoints that are marked as intentionally open.</summary>
    /// <remarks>
    /// The startup check refuses unmarked endpoints. This list also contains endpoints with
    /// <see cref="SkipProfileTwoFactorAttribute"/>: a test that compares it with an agreed list fails if
    /// a new one is added. The package's own endpoints check access themselves and are omitted. Razor Pages are listed after they are compiled.
    /// </remarks>
    /// <param name="services">The services of the host under test, after startup.</param>
    /// <returns>The methods and route of each endpoint, such as <c>GET /p/{sid}/logo</c>, in ordinal order.</returns>
    public static IReadOnlyList<string> NotGated(IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.GetRequiredService<IOptions<ProfileTwoFactorOptions>>().Value;
        var own = options.PathPrefix.TrimStart('/') + "/";
        return
        [
            .. services
                .GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(route =>
                    route.RoutePattern.GetParameter(options.ProfileIdParameter) is not null
                )
                .Where(route =>
                    !IsGatedBy(route, options.ProfileIdParameter)
                    && route.Metadata.GetMetadata<ISharedLinkMetadata>() is null
                    && route.Metadata.GetMetadata<ISuppressMatchingMetadata>() is null
                )
                .Where(route => !Path(route).StartsWith(own, StringComparison.OrdinalIgnoreCase))
                .Select(route => $"{Methods(route)} /{Path(route)}")
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
    }

    // A gate on another parameter of the route leaves this one unasked.
    private static bool IsGatedBy(RouteEndpoint route, string parameter) =>
        route
            .Metadata.GetOrderedMetadata<IProfileTwoFactorMetadata>()
            .Any(gate =>
                string.Equals(
                    gate.ProfileIdParameter ?? parameter,
                    parameter,
                    StringComparison.OrdinalIgnoreCase
                )
            );

    private static string Path(RouteEndpoint route) =>
        (route.RoutePattern.RawText ?? "").TrimStart('/');

    private static string Methods(RouteEndpoint route) =>
        route.Metadata.GetMetadata<IHttpMethodMetadata>() is { HttpMethods.Count: > 0 } methods
            ? string.Join(',', methods.HttpMethods)
            : "*";
}
