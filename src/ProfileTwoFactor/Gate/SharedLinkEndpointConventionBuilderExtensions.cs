using ProfileTwoFactor;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Requires shared links for endpoints and groups.</summary>
public static class SharedLinkEndpointConventionBuilderExtensions
{
    /// <summary>Adds <see cref="RequireSharedLinkAttribute"/> to the endpoint, or to every endpoint of the group.</summary>
    /// <param name="builder">The endpoint or group.</param>
    /// <param name="tokenParameter">The name of the route parameter with the link's token.</param>
    /// <param name="profileIdParameter">The name of the route parameter with the profile id, or null for the parameter in the options.</param>
    public static TBuilder RequireSharedLink<TBuilder>(
        this TBuilder builder,
        string tokenParameter = ProfileTwoFactorDefaults.SharedLinkTokenParameter,
        string? profileIdParameter = null
    )
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentException.ThrowIfNullOrEmpty(tokenParameter);
        builder.Add(endpoint =>
            endpoint.Metadata.Add(
                new RequireSharedLinkAttribute
                {
                    TokenParameter = tokenParameter,
                    ProfileIdParameter = profileIdParameter,
                }
            )
        );
        return builder;
    }
}
