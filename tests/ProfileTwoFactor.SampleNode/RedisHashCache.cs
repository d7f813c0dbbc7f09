using Microsoft.Extensions.Caching.Distributed;
using StackExchange.Redis;

namespace ProfileTwoFactor.SampleNode;

/// <summary>Microsoft's Redis cache over an old client: a hash with absexp, sldexp and data, and EXPIRE on read.</summary>
/// <remarks>The client never times out by itself when the server hangs and is deaf to cancellation, so the gate's own deadline has to do it.</remarks>
public sealed class RedisHashCache(string configuration, TimeProvider time)
    : IDistributedCache,
        IDisposable
{
    private static readonly RedisValue[] Lifetime = ["absexp", "sldexp"];
    private static readonly RedisValue[] Everything = ["absexp", "sldexp", "data"];

    private readonly Lazy<Task<ConnectionMultiplexer>> _connection = new(() =>
    {
        var options = ConfigurationOptions.Parse(configuration);
        // Start-up without Redis works, and it is found when it comes.
        options.AbortOnConnectFail = false;
        return ConnectionMultiplexer.ConnectAsync(options);
    });

    public byte[]? Get(string key) => GetAsync(key).GetAwaiter().GetResult();

    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default) =>
        await ReadAsync(key, Everything) is [_, _, { IsNull: false } data] ? (byte[]?)data : null;

    public void Refresh(string key) => RefreshAsync(key).GetAwaiter().GetResult();

    public Task RefreshAsync(string key, CancellationToken token = default) =>
        ReadAsync(key, Lifetime);

    public void Remove(string key) => RemoveAsync(key).GetAwaiter().GetResult();

    public async Task RemoveAsync(string key, CancellationToken token = default) =>
        await (await DatabaseAsync()).KeyDeleteAsync(key);

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) =>
        SetAsync(key, value, options).GetAwaiter().GetResult();

    public async Task SetAsync(
        string key,
        byte[] value,
        DistributedCacheEntryOptions options,
        CancellationToken token = default
    )
    {
        var now = time.GetUtcNow();
        var absolute = options.AbsoluteExpiration ?? now + options.AbsoluteExpirationRelativeToNow;
        var transaction = (await DatabaseAsync()).CreateTransaction();
        var written = transaction.HashSetAsync(
            key,
            [
                new HashEntry("absexp", absolute?.Ticks ?? -1),
                new HashEntry("sldexp", options.SlidingExpiration?.Ticks ?? -1),
                new HashEntry("data", value),
            ]
        );
        var expiring = transaction.KeyExpireAsync(
            key,
            Left(now, absolute, options.SlidingExpiration)
        );
        await transaction.ExecuteAsync();
        await Task.WhenAll(written, expiring);
    }

    public void Dispose()
    {
        if (_connection is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            _connection.Value.Result.Dispose();
        }
    }

    private async Task<RedisValue[]> ReadAsync(string key, RedisValue[] fields)
    {
        var database = await DatabaseAsync();
        var values = await database.HashGetAsync(key, fields);
        if (Ticks(values[1]) is { } sliding)
        {
            var absolute = Ticks(values[0]) is { } ticks
                ? new DateTimeOffset(ticks, TimeSpan.Zero)
                : (DateTimeOffset?)null;
            await database.KeyExpireAsync(
                key,
                Left(time.GetUtcNow(), absolute, TimeSpan.FromTicks(sliding))
            );
        }

        return values;
    }

    private static long? Ticks(RedisValue value) =>
        value.IsNull || (long)value is not (> 0 and var ticks) ? null : ticks;

    private static TimeSpan? Left(DateTimeOffset now, DateTimeOffset? absolute, TimeSpan? sliding)
    {
        var left = absolute - now;
        return left is null || sliding < left ? sliding : left;
    }

    private async Task<IDatabase> DatabaseAsync() => (await _connection.Value).GetDatabase();
}
