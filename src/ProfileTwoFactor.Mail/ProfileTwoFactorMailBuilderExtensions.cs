using ProfileTwoFactor;
using ProfileTwoFactor.Mail;
using ProfileTwoFactor.Mail.Internal;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds mails to the package.</summary>
public static class ProfileTwoFactorMailBuilderExtensions
{
    /// <summary>Tells people by mail what happened to their protection. Without a choice of how to send, mails are only logged, by kind, which a warning says at start.</summary>
    /// <param name="builder">The builder that <c>AddProfileTwoFactor()</c> returned.</param>
    public static ProfileTwoFactorBuilder AddMail(this ProfileTwoFactorBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddMailServices();
        return builder;
    }

    /// <summary>Tells people by mail what happened to their protection.</summary>
    /// <param name="builder">The builder that <c>AddProfileTwoFactor()</c> returned.</param>
    /// <param name="configure">How mails are sent, and where they wait.</param>
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
