using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

/// <summary>Says at start, not at the first request, that the context can't serve. Asks the model only, not the database.</summary>
internal sealed class ContextStartupCheck<TContext>(OwnContext<TContext> own)
    : IHostedLifecycleService
    where TContext : DbContext
{
    public Task StartingAsync(CancellationToken cancellationToken) =>
        own.RunAsync(_ => Task.FromResult(true), cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
