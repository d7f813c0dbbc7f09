using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Testing;

/// <summary>Answers, from the host's own endpoints, which of them are open.</summary>
public static class ProfileEndpoints
{
    /// <summary>The endpoints whose route has the profile parameter and no gate or shared link that asks about it, also those that say they are meant to be open.</summary>
    /// <remarks>
    /// The start-up check refuses those nobody thought of. This list has in addition what carries
    /// <see cref="SkipProfileTwoFactorAttribute"/>: a test that compares it with what the team agreed to leave open fails when
    /// somebody adds one. The package's own endpoints check inside and are left out. Razor Pages are listed once they are compiled.
    /// </remarks>
    /// <param name="services">The services of the host under test, after its start.</param>
    /// <returns>Methods and route of each, such as <c>GET /p/{sid}/logo</c>, in ordinal order.</returns>
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
