using ProfileTwoFactor;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Puts endpoints behind shared links.</summary>
public static class SharedLinkEndpointConventionBuilderExtensions
{
    /// <summary>Adds <see cref="RequireSharedLinkAttribute"/> to the endpoint, or to every endpoint of the group.</summary>
    /// <param name="builder">The endpoint or group.</param>
    /// <param name="tokenParameter">The route parameter with the link's token.</param>
    /// <param name="profileIdParameter">The route parameter with the profile id, where it is another one than the option's; null for that one.</param>
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
