using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Benchmarks.Counting;

namespace ProfileTwoFactor.Benchmarks.Hosts;

/// <summary>The package, as an app adds it.</summary>
internal sealed class GateVariant(
    IProfileDirectory directory,
    OperationCounts counts,
    TimeSpan decisionLifetime,
    TimeProvider? time = null
) : Variant
{
    public override void AddServices(IServiceCollection services)
    {
        services.AddSingleton(time ?? TimeProvider.System);
        services.AddSingleton(directory);
        services.AddSingleton<CallMeter>();
        services.AddDistributedMemoryCache();
        services
            .AddProfileTwoFactor(options => options.DecisionLifetime = decisionLifetime)
            .AddInMemoryStores(allowOutsideDevelopment: true);
        services.CountOperations(counts);
    }

    public override void Use(WebApplication app) => ManagerEndpoints.Map(app);

    public override void Guard(RouteHandlerBuilder endpoint) => endpoint.RequireProfileTwoFactor();
}
