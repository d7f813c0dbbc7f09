using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Operations.Internal;

/// <summary>Says at a start outside Development that this node has other keys than those that wrote the secrets.</summary>
/// <remarks>
/// A start is not refused: what is not gated works without the keys, members' windows do not need secrets, and a site must come up
/// while its keys are brought back. Codes are answered 503 and the health check fails as long as it lasts.
/// </remarks>
internal sealed class KeyRingStartCheck(
    IServiceProvider services,
    IHostEnvironment environment,
    ILogger<KeyRingStartCheck> logger
) : LifecycleService
{
    /// <summary>Completes with the check. A start does not wait for it.</summary>
    internal Task Running { get; private set; } = Task.CompletedTask;

    // Not earlier: the host may create its tables while it starts.
    public override Task StartedAsync(CancellationToken cancellationToken)
    {
        if (!environment.IsDevelopment())
        {
            Running = Task.Run(CheckAsync, CancellationToken.None);
        }

        return Task.CompletedTask;
    }

    public override Task StoppingAsync(CancellationToken cancellationToken) =>
        Running.WaitAsync(cancellationToken);

    private async Task CheckAsync()
    {
        try
        {
            // Reads only: a tool with other keys that happens to run first must not make all the others look foreign.
            await ActivatorUtilities.CreateInstance<KeyRingCanary>(services).ReadAsync();
        }
        catch (DependencyUnavailableException exception)
            when (exception.Dependency == DependencyNames.KeyRing)
        {
            SharedStateLog.KeyRingForeign(logger, exception);
        }
        catch (DependencyUnavailableException)
        {
            // A store that is not there yet says nothing about the keys; the health check asks again.
        }
    }
}
