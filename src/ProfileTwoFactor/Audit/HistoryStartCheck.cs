using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Audit;

/// <summary>A history without a store is reported with what to add.</summary>
internal sealed class HistoryStartCheck(IServiceProviderIsService services) : LifecycleService
{
    public override Task StartingAsync(CancellationToken cancellationToken) =>
        services.IsService(typeof(IHistoryStore))
            ? Task.CompletedTask
            : throw new InvalidOperationException(
                "AddSecurityHistory() requires a store. Call AddEntityFrameworkHistory<TContext>() or AddInMemoryHistory(), or register your own IHistoryStore."
            );
}
