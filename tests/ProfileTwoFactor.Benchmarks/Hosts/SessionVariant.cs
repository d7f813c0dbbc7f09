using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ProfileTwoFactor.Benchmarks.Hosts;

/// <summary>The gate people usually write by hand: a flag in the session, over the same distributed memory cache. It doesn't even ask for membership.</summary>
internal sealed class SessionVariant : Variant
{
    private const string Flag = "two-factor:";

    public override void AddServices(IServiceCollection services)
    {
        services.AddDistributedMemoryCache();
        services.AddSession();
    }

    public override void Use(WebApplication app)
    {
        app.UseSession();
        app.MapPost(
                "/prove/{profile}",
                (HttpContext context, string profile) =>
                    context.Session.SetString(Flag + profile, "1")
            )
            .RequireAuthorization();
    }

    public override void Guard(RouteHandlerBuilder endpoint) =>
        endpoint
            .RequireAuthorization()
            .AddEndpointFilter(
                async (invocation, next) =>
                {
                    var context = invocation.HttpContext;
                    await context.Session.LoadAsync(context.RequestAborted);
                    return
                        context.Session.GetString(Flag + context.Request.RouteValues["sid"]) == "1"
                        ? await next(invocation)
                        : TypedResults.StatusCode(StatusCodes.Status401Unauthorized);
                }
            );
}
