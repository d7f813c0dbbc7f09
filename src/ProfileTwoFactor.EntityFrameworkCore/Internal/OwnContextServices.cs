using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

/// <summary>What every store in a context of the host needs.</summary>
internal static class OwnContextServices
{
    public static void Add<TContext>(IServiceCollection services)
        where TContext : DbContext
    {
        services.AddOptions<ProfileTwoFactorOptions>();
        services.TryAddSingleton<OwnContext<TContext>>();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IHostedService, ContextStartupCheck<TContext>>()
        );
    }
}
