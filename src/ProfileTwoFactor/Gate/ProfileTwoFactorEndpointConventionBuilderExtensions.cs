using ProfileTwoFactor;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Puts endpoints and groups behind the gate.</summary>
public static class ProfileTwoFactorEndpointConventionBuilderExtensions
{
    /// <summary>Adds <see cref="RequireProfileTwoFactorAttribute"/> to the endpoint, or to every endpoint of the group.</summary>
    /// <param name="builder">The endpoint or group.</param>
    /// <param name="maxAgeSeconds">The greatest age of the verification in seconds; 0 for any live window.</param>
    /// <param name="profileIdParameter">The route parameter with the profile id; null for the option's.</param>
    public static TBuilder RequireProfileTwoFactor<TBuilder>(
        this TBuilder builder,
        int maxAgeSeconds = 0,
        string? profileIdParameter = null
    )
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxAgeSeconds);
        builder.Add(endpoint =>
            endpoint.Metadata.Add(
                new RequireProfileTwoFactorAttribute
                {
                    MaxAgeSeconds = maxAgeSeconds,
                    ProfileIdParameter = profileIdParameter,
                }
            )
        );
        return builder;
    }

    /// <summary>Says that the route is meant to be open to callers who have not proven an authenticator. Opens nothing that is gated.</summary>
    /// <param name="builder">The endpoint or group.</param>
    public static TBuilder SkipProfileTwoFactor<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint => endpoint.Metadata.Add(new SkipProfileTwoFactorAttribute()));
        return builder;
    }

    /// <summary>Requests to the endpoint don't count as activity: polling, pings, hub transports.</summary>
    /// <param name="builder">The endpoint or group.</param>
    public static TBuilder AsPassiveRequest<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint => endpoint.Metadata.Add(new PassiveRequestAttribute()));
        return builder;
    }

    /// <summary>Adds <see cref="KeepAnswersOpenWithoutProofAttribute"/>: an answer runs to its end although the proof it began with has ended.</summary>
    /// <param name="builder">The endpoint or group.</param>
    public static TBuilder KeepAnswersOpenWithoutProof<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint => endpoint.Metadata.Add(new KeepAnswersOpenWithoutProofAttribute()));
        return builder;
    }
}
