using StackExchange.Redis;

namespace ProfileTwoFactor.Redis;

/// <summary>How the backplane connects to Redis. Set exactly one of the three. Validated at startup.</summary>
public sealed class RedisBackplaneOptions
{
    /// <summary>The server, in the format of StackExchange.Redis, such as <c>server:6379,password=...,ssl=true</c>.</summary>
    /// <value>
    /// The default is null. The package's own defaults detect an unreachable server fast (<c>connectTimeout=1000</c>, <c>asyncTimeout=1000</c>,
    /// <c>keepAlive=5</c>, <c>abortConnect=false</c>). Options in the string win.
    /// </value>
    public string? Configuration { get; set; }

    /// <summary>The same as an object. It's used as it is; set <c>AbortOnConnectFail</c> to false, so that an app starts while the server is down.</summary>
    /// <value>The default is null.</value>
    public ConfigurationOptions? ConfigurationOptions { get; set; }

    /// <summary>Returns a connection that the app already has, for example the one of its cache. The app disposes it.</summary>
    /// <value>The default is null. If the call fails, it's repeated.</value>
    public Func<Task<IConnectionMultiplexer>>? ConnectionMultiplexerFactory { get; set; }
}
