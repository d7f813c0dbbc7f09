using ProfileTwoFactor;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Configures the scheme that challenges for a second factor.</summary>
public static class ProfileTwoFactorSchemeBuilderExtensions
{
    /// <summary>Configures the scheme <see cref="ProfileTwoFactorDefaults.AuthenticationScheme"/>, for example its <see cref="ProfileTwoFactorSchemeOptions.Events"/>.</summary>
    /// <param name="builder">The builder that <c>AddProfileTwoFactor()</c> returned.</param>
    /// <param name="configure">The settings.</param>
    public static ProfileTwoFactorBuilder ConfigureScheme(
        this ProfileTwoFactorBuilder builder,
        Action<ProfileTwoFactorSchemeOptions> configure
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure(ProfileTwoFactorDefaults.AuthenticationScheme, configure);
        return builder;
    }
}
