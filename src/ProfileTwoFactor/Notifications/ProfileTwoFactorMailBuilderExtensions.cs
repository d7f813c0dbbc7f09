using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ProfileTwoFactor;
using ProfileTwoFactor.Internal;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Chooses how mails are sent. Without a choice they are only logged, by kind. The last choice counts.</summary>
public static class ProfileTwoFactorMailBuilderExtensions
{
    /// <summary>Settings of the mails: where their links lead, and their language.</summary>
    /// <param name="builder">The builder that <c>AddProfileTwoFactor()</c> returned.</param>
    /// <param name="configure">The settings.</param>
    public static ProfileTwoFactorBuilder ConfigureMail(
        this ProfileTwoFactorBuilder builder,
        Action<TwoFactorMailOptions> configure
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.Configure(configure);
        return builder;
    }

    /// <summary>Sends mails by SMTP.</summary>
    /// <param name="builder">The builder that <c>AddProfileTwoFactor()</c> returned.</param>
    /// <param name="configure">Server, port, sender.</param>
    public static ProfileTwoFactorBuilder AddSmtpNotifier(
        this ProfileTwoFactorBuilder builder,
        Action<SmtpNotifierOptions> configure
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptions<SmtpNotifierOptions>().Configure(configure).ValidateOnStart();
        builder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<
                IValidateOptions<SmtpNotifierOptions>,
                SmtpNotifierOptionsValidator
            >()
        );
        return builder.AddNotifier<SmtpNotifier>();
    }

    /// <summary>Keeps mails in this process instead of sending them; <c>app.MapDevelopmentMailbox("/dev/mail")</c> shows them. Refused at start outside Development.</summary>
    /// <param name="builder">The builder that <c>AddProfileTwoFactor()</c> returned.</param>
    public static ProfileTwoFactorBuilder AddDevelopmentMailbox(
        this ProfileTwoFactorBuilder builder
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddNotifier<DevelopmentMailbox>();
    }

    /// <summary>Sends mails by a notifier of the host's own making.</summary>
    /// <typeparam name="TNotifier">The notifier; a singleton.</typeparam>
    /// <param name="builder">The builder that <c>AddProfileTwoFactor()</c> returned.</param>
    public static ProfileTwoFactorBuilder AddNotifier<TNotifier>(
        this ProfileTwoFactorBuilder builder
    )
        where TNotifier : class, ITwoFactorNotifier
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<TNotifier>();
        builder.Services.RemoveAll<ITwoFactorNotifier>();
        builder.Services.AddSingleton<ITwoFactorNotifier>(provider =>
            provider.GetRequiredService<TNotifier>()
        );
        return builder;
    }
}
