using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace ProfileTwoFactor.Benchmarks.Pipeline;

/// <summary>A server without sockets: it hands the application's whole pipeline to the benchmark.</summary>
internal sealed class PipelineServer : IServer
{
    private IRequestPipeline? _pipeline;

    public IFeatureCollection Features { get; } = new FeatureCollection();

    public IRequestPipeline Pipeline =>
        _pipeline ?? throw new InvalidOperationException("The application was not started.");

    public Task StartAsync<TContext>(
        IHttpApplication<TContext> application,
        CancellationToken cancellationToken
    )
        where TContext : notnull
    {
        _pipeline = new RequestPipeline<TContext>(application);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() { }
}
