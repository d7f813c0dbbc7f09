using Microsoft.Extensions.Hosting;

namespace ProfileTwoFactor.IntegrationTests.Gate.Support;

/// <summary>Runs when the server listens and the host has not quite started.</summary>
public sealed class AsksWhileStarting(Func<Task> ask) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => ask();

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
