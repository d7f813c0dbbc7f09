using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ProfileTwoFactor.Benchmarks.Hosts;

/// <summary>What a host adds to the ordinary one. As it stands: <c>[Authorize]</c> alone.</summary>
internal class Variant
{
    public virtual void AddServices(IServiceCollection services) { }

    public virtual void Use(WebApplication app) { }

    public virtual void Guard(RouteHandlerBuilder endpoint) => endpoint.RequireAuthorization();
}
