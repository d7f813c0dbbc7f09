using Microsoft.Extensions.Caching.Distributed;
using ProfileTwoFactor.SampleNode;
using ProfileTwoFactor.ServerTests.Servers;

namespace ProfileTwoFactor.ServerTests.Redis;

/// <summary>The tests' own cache must do what Microsoft's does, or they show nothing.</summary>
public sealed class RedisHashCacheTests
{
    [RedisFact]
    public async Task Entry_IsAHashWithExpiry_AndIsReadBack()
    {
        var redis = await RedisServer.Shared;
        using var cache = new RedisHashCache(redis.ConnectionString, TimeProvider.System);
        var options = new DistributedCacheEntryOptions
        {
            AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(1),
        };

        await cache.SetAsync("layout", [1, 0, 255], options);

        Assert.Equal([1, 0, 255], await cache.GetAsync("layout"));
        Assert.Equal("hash", (string)await redis.ExecuteAsync("TYPE", "layout"));
        Assert.Equal("-1", (string)await redis.ExecuteAsync("HGET", "layout", "sldexp"));
        Assert.InRange((long)await redis.ExecuteAsync("TTL", "layout"), 3590, 3600);
        await cache.RemoveAsync("layout");
        Assert.Null(await cache.GetAsync("layout"));
    }

    [RedisFact]
    public async Task Sliding_IsRenewedByReads()
    {
        var redis = await RedisServer.Shared;
        using var cache = new RedisHashCache(redis.ConnectionString, TimeProvider.System);
        await cache.SetAsync(
            "sliding",
            [1],
            new DistributedCacheEntryOptions { SlidingExpiration = TimeSpan.FromHours(1) }
        );
        await redis.ExecuteAsync("EXPIRE", "sliding", 100);

        await cache.RefreshAsync("sliding");

        Assert.InRange((long)await redis.ExecuteAsync("TTL", "sliding"), 3590, 3600);
    }

    [RedisFact]
    public async Task Redis_AfterARestart_IsFoundAgainByTheSameClient()
    {
        await using var redis = await RedisServer.StartNewAsync();
        using var cache = new RedisHashCache(redis.ConnectionString, TimeProvider.System);
        await cache.SetAsync("key", [1], new DistributedCacheEntryOptions());

        redis.Kill();
        await Assert.ThrowsAnyAsync<Exception>(() => cache.GetAsync("key"));
        await redis.StartAsync();

        await Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    return await cache.GetAsync("key") is null;
                }
                catch (Exception)
                {
                    return false;
                }
            },
            "Redis is found again, empty"
        );
    }
}
