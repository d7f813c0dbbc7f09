using Microsoft.AspNetCore.Hosting.Server.Abstractions;
using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.Benchmarks.Pipeline;

/// <summary>The pooled feature collection of one connection, which also keeps the host's context as Kestrel does.</summary>
internal sealed class ConnectionFeatures<TContext> : PooledFeatures, IHostContextContainer<TContext>
    where TContext : notnull
{
    public ConnectionFeatures() => Exchange.Offer(this);

    public PooledExchange Exchange { get; } = new();

    public TContext? HostContext { get; set; }

    public void Begin(string method, string path, IHeaderDictionary headers)
    {
        Reset();
        Exchange.Begin(method, path, headers);
    }
}
