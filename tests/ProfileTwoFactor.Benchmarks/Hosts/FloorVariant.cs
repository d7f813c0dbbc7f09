using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ProfileTwoFactor.Benchmarks.Hosts;

/// <summary>A named policy whose handler always succeeds: what any policy of one's own costs at least.</summary>
internal sealed class FloorVariant : Variant
{
    public override void AddServices(IServiceCollection services)
    {
        services.AddSingleton<IAuthorizationHandler, YesHandler>();
        services.Configure<AuthorizationOptions>(options =>
            options.AddPolicy(
                "floor",
                policy => policy.RequireAuthenticatedUser().AddRequirements(new Yes())
            )
        );
    }

    public override void Guard(RouteHandlerBuilder endpoint) =>
        endpoint.RequireAuthorization("floor");

    private sealed class Yes : IAuthorizationRequirement;

    private sealed class YesHandler : AuthorizationHandler<Yes>
    {
        protected override Task HandleRequirementAsync(
            AuthorizationHandlerContext context,
            Yes requirement
        )
        {
            context.Succeed(requirement);
            return Task.CompletedTask;
        }
    }
}
