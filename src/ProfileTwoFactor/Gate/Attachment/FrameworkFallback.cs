using Microsoft.AspNetCore.Routing;

namespace ProfileTwoFactor.Gate.Attachment;

/// <summary>Endpoints that the framework maps beside those the host asked for: "unimplemented" of gRPC, and the file fallback of <c>MapStaticAssets</c> while developing.</summary>
/// <remarks>What is taken for one gets the gate, so a mistake here closes an endpoint and opens none.</remarks>
internal static class FrameworkFallback
{
    // gRPC marks its fallbacks with a constraint of its own, since its packages are none of the framework.
    private const string GrpcConstraint = "grpcunimplemented";
    private const string StaticAssetsRoute = "{**path:file}";

    public static bool Is(RouteEndpoint endpoint) => IsGrpc(endpoint) || IsStaticAssets(endpoint);

    private static bool IsGrpc(RouteEndpoint endpoint) =>
        endpoint.RoutePattern.ParameterPolicies.Values.Any(policies =>
            policies.Any(policy => policy.Content == GrpcConstraint)
        );

    private static bool IsStaticAssets(RouteEndpoint endpoint) =>
        endpoint.Order == int.MaxValue
        && endpoint.RoutePattern.RawText?.EndsWith(StaticAssetsRoute, StringComparison.Ordinal)
            == true;
}
