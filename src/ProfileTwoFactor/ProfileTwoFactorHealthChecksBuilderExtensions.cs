using Microsoft.Extensions.Diagnostics.HealthChecks;
using ProfileTwoFactor.Operations.Internal;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the package to the app's health checks.</summary>
public static class ProfileTwoFactorHealthChecksBuilderExtensions
{
    /// <summary>Adds a check that the stores and the cache respond, and that this node can decrypt secrets with the key ring.</summary>
    /// <remarks>
    /// Use it as a readiness check, not as a liveness check: a restart doesn't fix a failure. Its
    /// result contains dependencies and kinds of failures, but no ids and no secrets. Each step takes at most
    /// <see cref="ProfileTwoFactor.ProfileTwoFactorOptions.DependencyTimeout"/> . The first check stores one
    /// record, encrypted with the key ring. A node that can't read it later isn't ready.
    /// </remarks>
    /// <param name="builder">The builder that <c>AddHealthChecks()</c> returned.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="failureStatus">The status that is reported for a failure. If null, unhealthy is reported.</param>
    /// <param name="tags">The tags with which the app filters its checks.</param>
    public static IHealthChecksBuilder AddProfileTwoFactor(
        this IHealthChecksBuilder builder,
        string name = "profile-two-factor",
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddCheck<TwoFactorHealthCheck>(name, failureStatus, tags ?? []);
    }
}
