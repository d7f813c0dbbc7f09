using Microsoft.Extensions.Diagnostics.HealthChecks;
using ProfileTwoFactor.Operations.Internal;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the package to a host's health checks.</summary>
public static class ProfileTwoFactorHealthChecksBuilderExtensions
{
    /// <summary>Checks that the stores and the cache answer and that this node can read the secrets that were written with the key ring.</summary>
    /// <remarks>
    /// A check of readiness, not of liveness: what fails here mends itself or needs an operator, and a restart changes nothing. Its
    /// answer names dependencies and kinds of failures, no ids and no secrets. It takes as long as
    /// <see cref="ProfileTwoFactor.ProfileTwoFactorOptions.DependencyTimeout"/> at most for each step. The first check stores one
    /// record of its own, encrypted with the key ring; a node that can't read it later is not ready.
    /// </remarks>
    /// <param name="builder">What <c>AddHealthChecks()</c> returned.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="failureStatus">The status of a failure; null means unhealthy.</param>
    /// <param name="tags">Tags by which the host chooses its checks.</param>
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
