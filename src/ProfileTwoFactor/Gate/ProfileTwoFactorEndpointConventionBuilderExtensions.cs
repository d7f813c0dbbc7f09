using ProfileTwoFactor;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Gates endpoints and groups.</summary>
public static class ProfileTwoFactorEndpointConventionBuilderExtensions
{
    /// <summary>Adds <see cref="RequireProfileTwoFactorAttribute"/> to the endpoint, or to every endpoint of the group.</summary>
    /// <param name="builder">The endpoint or group.</param>
    /// <param name="maxAgeSeconds">The maximum age of the verification in seconds, or 0 for any valid window.</param>
    /// <param name="profileIdParameter">The name of the route parameter with the profile id, or null for the parameter in the options.</param>
    /// <param name="ownProofOnly">Whether only a code, a backup code, or a passkey of this package counts: no proof of an identity provider, and no machine caller.</param>
    public static TBuilder RequireProfileTwoFactor<TBuilder>(
        this TBuilder builder,
        int maxAgeSeconds = 0,
        string? profileIdParameter = null,
        bool ownProofOnly = false
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
                    OwnProofOnly = ownProofOnly,
                }
            )
        );
        return builder;
    }

    /// <summary>Marks a route with the profile parameter as intentionally open to callers without a verified authenticator. It doesn't open endpoints that are gated.</summary>
    /// <param name="builder">The endpoint or group.</param>
    public static TBuilder SkipProfileTwoFactor<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint => endpoint.Metadata.Add(new SkipProfileTwoFactorAttribute()));
        return builder;
    }

    /// <summary>Adds <see cref="PassiveRequestAttribute"/>: requests to the endpoint don't count as activity.</summary>
    /// <param name="builder">The endpoint or group.</param>
    public static TBuilder AsPassiveRequest<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint => endpoint.Metadata.Add(new PassiveRequestAttribute()));
        return builder;
    }

    /// <summary>Adds <see cref="KeepAnswersOpenWithoutProofAttribute"/>: a response can complete after the proof that it started with has ended.</summary>
    /// <param name="builder">The endpoint or group.</param>
    public static TBuilder KeepAnswersOpenWithoutProof<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint => endpoint.Metadata.Add(new KeepAnswersOpenWithoutProofAttribute()));
        return builder;
    }
}
