using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.Internal;

/// <summary>The circuits of this process: for each tenant one for the cache and one for each store.</summary>
/// <remarks>
/// A tenant's database that is down is no reason to refuse the others' members. Background work has circuits of its own: a context that
/// can't do without a request fails in all of it, and none of that says anything about requests.
/// </remarks>
internal sealed class Circuits(
    TimeProvider time,
    TwoFactorMetrics metrics,
    ILogger<Circuits> logger
)
{
    // Bounded, should a host's tenants be what callers can invent. A circuit that is dropped starts closed, which opens nothing.
    private const int Capacity = 4096;

    private readonly TwoGenerationCache<CircuitKey, Circuit> _circuits = new(Capacity);

    /// <summary>The circuit a call goes through; null where there is none.</summary>
    /// <exception cref="DependencyUnavailableException">The circuit is open.</exception>
    public Circuit? Pass(string dependency, string tenant)
    {
        if (!HasOne(dependency))
        {
            return null;
        }

        var key = new CircuitKey(dependency, tenant, TenantWork.Current is { IsBackground: true });
        var circuit = _circuits.TryGet(key, out var known)
            ? known
            : _circuits.GetOrAdd(key, _ => new Circuit(time));
        if (!circuit.Allows())
        {
            metrics.CircuitRefused(dependency);
            throw new DependencyUnavailableException(
                dependency,
                "it failed several times in a row just now and is left alone for a moment"
            );
        }

        return circuit;
    }

    public void Succeeded(Circuit? circuit, string dependency)
    {
        if (circuit?.Succeeded() == true)
        {
            CircuitLog.CircuitClosed(logger, dependency);
        }
    }

    public void Failed(Circuit? circuit, string dependency, Exception exception)
    {
        if (circuit?.Failed(exception) == true)
        {
            CircuitLog.CircuitOpened(logger, dependency);
        }
    }

    // The host's directories are not among them: what they throw may be about one profile only.
    private static bool HasOne(string dependency) =>
        dependency
            is DependencyNames.Cache
                or DependencyNames.PolicyStore
                or DependencyNames.SecretStore;

    private readonly record struct CircuitKey(string Dependency, string Tenant, bool IsBackground);
}
