using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.IntegrationTests.Engine;

namespace ProfileTwoFactor.IntegrationTests.Faults;

/// <summary>Caches that are slower than one process, and not broken.</summary>
public sealed class LateReplicaTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(3, false)]
    [InlineData(0, true)]
    public async Task A_cache_that_reads_late_or_does_not_delete_the_trial_entry_takes_codes(
        int missedReads,
        bool keepsTrials
    )
    {
        await using var engine = await StartAsync(missedReads, keepsTrials);
        var (_, mark, app) = await engine.WithMarkAsync();

        AnswerAssert.Ok(await mark.VerifyAsync(app.CurrentCode()));
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task A_cache_that_never_returns_the_trial_entry_takes_none()
    {
        await using var engine = await StartAsync(missedReads: 100, keepsTrials: false);
        var owner = await engine.Host.BrowserAsync("olivia");
        var app = await owner.BeginAsync();

        AnswerAssert.Unavailable(
            await owner.ProfilePostAsync("acme", "enable", new { code = app.CurrentCode() })
        );
    }

    private static Task<TestEngine> StartAsync(int missedReads, bool keepsTrials) =>
        TestEngine.StartAsync(services: services =>
            services.AddSingleton<IDistributedCache>(new LateCache(missedReads, keepsTrials))
        );

    private sealed class LateCache(int missedReads, bool keepsTrials) : IDistributedCache
    {
        private readonly MemoryDistributedCache _inner = new(
            Options.Create(new MemoryDistributedCacheOptions())
        );
        private readonly Dictionary<string, int> _missed = [];

        public byte[]? Get(string key) => throw new NotSupportedException();

        public Task<byte[]?> GetAsync(string key, CancellationToken token = default)
        {
            lock (_missed)
            {
                var missed = _missed.GetValueOrDefault(key);
                if (IsTrial(key) && missed < missedReads)
                {
                    _missed[key] = missed + 1;
                    return Task.FromResult<byte[]?>(null);
                }
            }

            return _inner.GetAsync(key, token);
        }

        public void Set(string key, byte[] value, DistributedCacheEntryOptions options) =>
            throw new NotSupportedException();

        public Task SetAsync(
            string key,
            byte[] value,
            DistributedCacheEntryOptions options,
            CancellationToken token = default
        ) => _inner.SetAsync(key, value, options, token);

        public void Refresh(string key) => throw new NotSupportedException();

        public Task RefreshAsync(string key, CancellationToken token = default) =>
            throw new NotSupportedException();

        public void Remove(string key) => throw new NotSupportedException();

        public Task RemoveAsync(string key, CancellationToken token = default) =>
            keepsTrials && IsTrial(key)
                ? Task.FromException(new IOException("The trial entry can't be removed."))
                : _inner.RemoveAsync(key, token);

        private static bool IsTrial(string key) =>
            key.StartsWith("ptf:probe:", StringComparison.Ordinal);
    }
}
