using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.Internal;

/// <summary>Says at a start outside Development that this node has other keys than those that wrote the secrets.</summary>
/// <remarks>
/// A start is not refused: what is not gated works without the keys, members' windows do not need secrets, and a site must come up
/// while its keys are brought back. Codes are answered 503 and the health check fails as long as it lasts.
/// </remarks>
internal sealed class KeyRingStartCheck(
    IServiceProvider services,
    IHostEnvironment environment,
    IHostApplicationLifetime lifetime,
    ILogger<KeyRingStartCheck> logger
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (environment.IsDevelopment() || !await StartedAsync(stoppingToken))
        {
            return;
        }

        try
        {
            await ActivatorUtilities.CreateInstance<KeyRingCanary>(services).CheckAsync();
        }
        catch (DependencyUnavailableException exception)
            when (exception.Dependency == DependencyNames.KeyRing)
        {
            Log.KeyRingForeign(logger, exception);
        }
        catch (DependencyUnavailableException)
        {
            // A store that is not there yet says nothing about the keys; the health check asks again.
        }
    }

    // The host may create its tables while it starts.
    private async Task<bool> StartedAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource<bool>(
            TaskCreationOptions.RunContinuationsAsynchronously
        );
        await using var up = lifetime.ApplicationStarted.Register(() => started.TrySetResult(true));
        await using var down = stoppingToken.Register(() => started.TrySetResult(false));
        return await started.Task;
    }
}
