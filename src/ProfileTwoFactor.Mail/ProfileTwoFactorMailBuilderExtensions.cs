using ProfileTwoFactor;
using ProfileTwoFactor.Mail;
using ProfileTwoFactor.Mail.Internal;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds mail notifications.</summary>
public static class ProfileTwoFactorMailBuilderExtensions
{
    /// <summary>Notifies people by mail about changes of their two-factor authentication. Without a configured notifier, only the kind of each mail is logged, and a warning is logged at startup.</summary>
    /// <param name="builder">The builder that <c>AddProfileTwoFactor()</c> returned.</param>
    public static ProfileTwoFactorBuilder AddMail(this ProfileTwoFactorBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddMailServices();
        return builder;
    }

    /// <summary>Notifies people by mail about changes of their two-factor authentication.</summary>
    /// <param name="builder">The builder that <c>AddProfileTwoFactor()</c> returned.</param>
    /// <param name="configure">Configures how mails are sent and where they are queued.</param>
    public static ProfileTwoFactorBuilder AddMail(
        this ProfileTwoFactorBuilder builder,
        Action<ProfileTwoFactorMailBuilder> configure
    )
    {
        ArgumentNullException.ThrowIfNull(configure);
        builder.AddMail();
        configure(new ProfileTwoFactorMailBuilder(builder.Services));
        return builder;
    }
}
