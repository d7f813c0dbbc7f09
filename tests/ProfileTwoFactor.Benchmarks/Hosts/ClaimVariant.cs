using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ProfileTwoFactor.Benchmarks.Hosts;

/// <summary>The framework's own claim policy: a proof in the sign-in cookie that no one can take back.</summary>
internal sealed class ClaimVariant : Variant
{
    public override void AddServices(IServiceCollection services) =>
        services.Configure<AuthorizationOptions>(options =>
            options.AddPolicy(
                "claim",
                policy => policy.RequireAuthenticatedUser().RequireClaim(Person.ProofClaim, "yes")
            )
        );

    public override void Guard(RouteHandlerBuilder endpoint) =>
        endpoint.RequireAuthorization("claim");
}
