using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly.CircuitBreaker;

namespace ProfileTwoFactor.Infrastructure;

/// <summary>The circuits of this process: for each tenant one for the cache and one for each store.</summary>
/// <remarks>
/// A tenant's database that is down is no reason to refuse the others' members. Background work has separate circuits: a context that
/// can't do without a request fails in all of it, and none of that says anything about requests.
/// </remarks>
internal sealed class CircuitRegistry(
    TimeProvider time,
    IOptions<ProfileTwoFactorOptions> options,
    TwoFactorMetrics metrics,
    ILogger<CircuitRegistry> logger
)
{
    // Bounded, should a host's tenants be what callers can invent. A circuit that is dropped starts closed, which opens nothing.
    private const int Capacity = 4096;

    private readonly TwoGenerationCache<CircuitKey, Circuit> _circuits = new(Capacity);

    /// <summary>Makes a call through the circuit of its dependency, where that has one.</summary>
    /// <exception cref="DependencyUnavailableException">The circuit is open; the call was not made.</exception>
    public async ValueTask<T> RunAsync<T, TState>(
        string dependency,
        string tenant,
        Func<TState, ValueTask<T>> call,
        TState state
    )
    {
        if (!HasOne(dependency))
        {
            return await call(state);
        }

        try
        {
            return await Of(dependency, tenant).RunAsync(call, state);
        }
        catch (BrokenCircuitException)
        {
            metrics.CircuitRefused(dependency);
            throw new DependencyUnavailableException(
                dependency,
                "it failed several times in a row and isn't called for a moment"
            );
        }
    }

    private Circuit Of(string dependency, string tenant)
    {
        var key = new CircuitKey(dependency, tenant, TenantWork.Current is { IsBackground: true });
        return _circuits.TryGet(key, out var known) ? known : Create(key);
    }

    // A method of its own, so that only the first call pays for the closures.
    private Circuit Create(CircuitKey key) =>
        _circuits.GetOrAdd(
            key,
            created => new Circuit(
                time,
                options.Value.DependencyTimeout,
                () => CircuitLog.CircuitOpened(logger, created.Dependency),
                () => CircuitLog.CircuitClosed(logger, created.Dependency)
            )
        );

    // The host's directories are not among them: what they throw may be about one profile only.
    private static bool HasOne(string dependency) =>
        dependency
            is DependencyNames.Cache
                or DependencyNames.PolicyStore
                or DependencyNames.SecretStore;

    private readonly record struct CircuitKey(string Dependency, string Tenant, bool IsBackground);
}
