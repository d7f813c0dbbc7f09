using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.Internal;

/// <summary>The circuits of this process: one for the cache and one for each store.</summary>
internal sealed class Circuits(
    TimeProvider time,
    TwoFactorMetrics metrics,
    ILogger<Circuits> logger
)
{
    private readonly Circuit _cache = new(time);
    private readonly Circuit _policies = new(time);
    private readonly Circuit _secrets = new(time);

    /// <exception cref="DependencyUnavailableException">The circuit is open.</exception>
    public void ThrowIfOpen(string dependency)
    {
        if (Of(dependency) is { } circuit && !circuit.Allows())
        {
            metrics.CircuitRefused(dependency);
            throw new DependencyUnavailableException(
                dependency,
                "it failed several times in a row just now and is left alone for a moment"
            );
        }
    }

    public void Succeeded(string dependency)
    {
        if (Of(dependency)?.Succeeded() == true)
        {
            Log.CircuitClosed(logger, dependency);
        }
    }

    public void Failed(string dependency, Exception exception)
    {
        if (Of(dependency)?.Failed(exception) == true)
        {
            Log.CircuitOpened(logger, dependency);
        }
    }

    // The host's directories are not among them: what they throw may be about one profile only.
    private Circuit? Of(string dependency) =>
        dependency switch
        {
            DependencyNames.Cache => _cache,
            DependencyNames.PolicyStore => _policies,
            DependencyNames.SecretStore => _secrets,
            _ => null,
        };
}
