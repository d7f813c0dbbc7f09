using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ProfileTwoFactor.Backplane.Internal;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Operations.Internal;

internal sealed class TwoFactorHealthCheck(IServiceProvider services) : IHealthCheck
{
    private static readonly TwoFactorScope Nobody = TwoFactorScope.Profile(
        "profile-two-factor:health"
    );

    private readonly PolicyReader _policies = services.GetRequiredService<PolicyReader>();
    private readonly WindowStore _windows = services.GetRequiredService<WindowStore>();
    private readonly NodeClock _clock = services.GetRequiredService<NodeClock>();

    // Null without a backplane.
    private readonly BackplaneState? _backplane = services.GetService<BackplaneState>();
    private readonly KeyRingCanary _canary = ActivatorUtilities.CreateInstance<KeyRingCanary>(
        services
    );

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        var results = await Task.WhenAll(
            TryAsync(() => _policies.FindAsync(Nobody).AsTask()),
            TryAsync(_windows.ProbeAsync),
            TryAsync(_canary.CheckAsync),
            TryAsync(() => _clock.EnsureAgreesAsync(tenant: "").AsTask())
        );
        var failures = results.OfType<DependencyUnavailableException>().ToList();
        if (failures.Count == 0 && _backplane is { IsUp: false })
        {
            // Not a failure: this node answers as well as without one, and to take it out of service would help no one.
            return HealthCheckResult.Degraded(
                "The backplane isn't available. Changes on other nodes take effect within DecisionLifetime."
            );
        }

        return failures.Count == 0
            ? HealthCheckResult.Healthy(
                "Stores, cache, and key ring are responding, and the clocks agree."
            )
            // The exceptions are left out: what a driver says can hold addresses and names.
            : new HealthCheckResult(
                context.Registration.FailureStatus,
                string.Join(' ', failures.Select(failure => failure.Message).Distinct())
            );
    }

    private static async Task<DependencyUnavailableException?> TryAsync(Func<Task> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (DependencyUnavailableException exception)
        {
            return exception;
        }
    }
}
