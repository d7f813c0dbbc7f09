using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace ProfileTwoFactor.Redis.Internal;

/// <summary>The connection, made when it is first needed and kept. The client connects again by itself.</summary>
internal sealed class RedisConnection(IOptions<RedisBackplaneOptions> options) : IAsyncDisposable
{
    // A server that hangs is found out within four times this.
    private const string Defaults =
        "connectTimeout=1000,asyncTimeout=1000,syncTimeout=1000,connectRetry=1,keepAlive=5,abortConnect=false,";

    private readonly SemaphoreSlim _once = new(1);
    private IConnectionMultiplexer? _connection;

    public async Task<IConnectionMultiplexer> GetAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _connection) is { } connected)
        {
            return connected;
        }

        await _once.WaitAsync(cancellationToken);
        try
        {
            return _connection ??= await ConnectAsync();
        }
        finally
        {
            _once.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is { } connection && options.Value.ConnectionMultiplexerFactory is null)
        {
            await connection.DisposeAsync();
        }

        _once.Dispose();
    }

    private async Task<IConnectionMultiplexer> ConnectAsync()
    {
        if (options.Value.ConnectionMultiplexerFactory is { } factory)
        {
            return await factory();
        }

        return await ConnectionMultiplexer.ConnectAsync(
            options.Value.ConfigurationOptions ?? OptionsOf(options.Value.Configuration!)
        );
    }

    private static ConfigurationOptions OptionsOf(string configuration)
    {
        var parsed = ConfigurationOptions.Parse(Defaults + configuration);
        // A message for a server that is gone is worth nothing when it is back; the package keeps what it has to say itself.
        parsed.BacklogPolicy = BacklogPolicy.FailFast;
        return parsed;
    }
}
