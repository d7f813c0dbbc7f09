using Microsoft.Extensions.Caching.Distributed;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.ServerTests.Scale;

/// <summary>How often cache and stores were asked.</summary>
internal sealed class Operations
{
    public int CacheReads;
    public int CacheWrites;
    public int StoreReads;
    public int StoreWrites;

    public void Restart() => CacheReads = CacheWrites = StoreReads = StoreWrites = 0;

    public override string ToString() =>
        $"cache {CacheReads} reads and {CacheWrites} writes, stores {StoreReads} reads and {StoreWrites} writes";

    /// <summary>Puts counters before the stores that were added.</summary>
    public void Count(IServiceCollection services)
    {
        Wrap<IPolicyStore>(services, inner => new CountingPolicies(inner, this));
        Wrap<ISecretStore>(services, inner => new CountingSecrets(inner, this));
    }

    /// <remarks>The service that deletes ended epochs comes when it comes: it is no part of what a call costs.</remarks>
    private static void Add(ref int count)
    {
        if (TenantWork.Current is not { IsBackground: true })
        {
            Interlocked.Increment(ref count);
        }
    }

    private static void Wrap<T>(IServiceCollection services, Func<T, T> wrap)
        where T : class
    {
        var own = services.Single(service => service.ServiceType == typeof(T));
        services.Remove(own);
        services.AddSingleton(provider => wrap((T)own.ImplementationFactory!(provider)));
    }

    private sealed class CountingPolicies(IPolicyStore inner, Operations counts) : IPolicyStore
    {
        public Task<PolicyRecord?> FindAsync(TwoFactorScope scope, CancellationToken token)
        {
            Add(ref counts.StoreReads);
            return inner.FindAsync(scope, token);
        }

        public Task<StoreWriteStatus> WriteAsync(PolicyRecord record, CancellationToken token)
        {
            Add(ref counts.StoreWrites);
            return inner.WriteAsync(record, token);
        }
    }

    private sealed class CountingSecrets(ISecretStore inner, Operations counts) : ISecretStore
    {
        public Task<BindingRecord?> FindAsync(BindingKey key, CancellationToken token)
        {
            Add(ref counts.StoreReads);
            return inner.FindAsync(key, token);
        }

        public Task<StoreWriteStatus> WriteAsync(BindingRecord record, CancellationToken token)
        {
            Add(ref counts.StoreWrites);
            return inner.WriteAsync(record, token);
        }

        public IAsyncEnumerable<BindingRecord> ListAsync(
            TwoFactorScope scope,
            string epoch,
            CancellationToken token
        ) => inner.ListAsync(scope, epoch, token);

        public Task DeleteEpochAsync(TwoFactorScope scope, string epoch, CancellationToken token) =>
            inner.DeleteEpochAsync(scope, epoch, token);
    }
}
