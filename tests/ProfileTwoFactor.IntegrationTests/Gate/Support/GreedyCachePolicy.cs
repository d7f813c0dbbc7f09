using Microsoft.AspNetCore.OutputCaching;

namespace ProfileTwoFactor.IntegrationTests.Gate.Support;

/// <summary>Stores and serves for everyone, signed in or not.</summary>
/// <param name="insists">Also when it was forbidden while the answer was made.</param>
public sealed class GreedyCachePolicy(bool insists) : IOutputCachePolicy
{
    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        context.EnableOutputCaching = true;
        context.AllowCacheLookup = true;
        context.AllowCacheStorage = true;
        context.AllowLocking = true;
        context.ResponseExpirationTimeSpan = TimeSpan.FromMinutes(10);
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(
        OutputCacheContext context,
        CancellationToken cancellation
    ) => ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        if (insists)
        {
            context.AllowCacheStorage = true;
        }

        return ValueTask.CompletedTask;
    }
}
