using ProfileTwoFactor;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Requires the account's second factor on endpoints and groups.</summary>
public static class AccountTwoFactorEndpointConventionBuilderExtensions
{
    /// <summary>Adds <see cref="RequireAccountTwoFactorAttribute"/> to the endpoint, or to every endpoint of the group.</summary>
    /// <param name="builder">The endpoint or group.</param>
    /// <param name="maxAgeSeconds">The maximum age of the proof in seconds, or 0 for any proof of this session.</param>
    /// <param name="allowWhenOff">Whether callers whose account has two-factor authentication disabled are admitted without a proof.</param>
    /// <exception cref="ArgumentOutOfRangeException">The age is negative.</exception>
    public static TBuilder RequireAccountTwoFactor<TBuilder>(
        this TBuilder builder,
        int maxAgeSeconds = 0,
        bool allowWhenOff = false
    )
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxAgeSeconds);
        builder.Add(endpoint =>
            endpoint.Metadata.Add(
                new RequireAccountTwoFactorAttribute
                {
                    MaxAgeSeconds = maxAgeSeconds,
                    AllowWhenOff = allowWhenOff,
                }
            )
        );
        return builder;
    }
}
