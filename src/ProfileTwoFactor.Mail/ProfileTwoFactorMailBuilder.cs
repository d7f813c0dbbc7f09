using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Mail.Development;
using ProfileTwoFactor.Mail.Smtp;
using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Mail;

/// <summary>Configures how mails are sent and where they are queued. Each method can be called more than once; the last call is used.</summary>
public sealed class ProfileTwoFactorMailBuilder
{
    internal ProfileTwoFactorMailBuilder(IServiceCollection services) => Services = services;

    /// <summary>The app's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Configures the origin of links in mails, and the language of mails.</summary>
    /// <param name="configure">Configures the options.</param>
    public ProfileTwoFactorMailBuilder Configure(Action<TwoFactorMailOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Services.Configure(configure);
        return this;
    }

    /// <summary>Sends mails by SMTP.</summary>
    /// <param name="configure">Configures server, port, and sender.</param>
    public ProfileTwoFactorMailBuilder UseSmtp(Action<SmtpNotifierOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Services.AddOptions<SmtpNotifierOptions>().Configure(configure).ValidateOnStart();
        Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<
                IValidateOptions<SmtpNotifierOptions>,
                SmtpNotifierOptionsValidator
            >()
        );
        return UseNotifier<SmtpNotifier>();
    }

    /// <summary>Stores mails in the memory of this process instead of sending them. <c>app.MapDevelopmentMailbox("/dev/mail")</c> shows them. Outside Development, the app doesn't start with it.</summary>
    public ProfileTwoFactorMailBuilder UseDevelopmentMailbox() => UseNotifier<DevelopmentMailbox>();

    /// <summary>Sends mails with a custom notifier.</summary>
    /// <typeparam name="TNotifier">The type of the notifier. It is registered as a singleton.</typeparam>
    public ProfileTwoFactorMailBuilder UseNotifier<TNotifier>()
        where TNotifier : class, ITwoFactorNotifier
    {
        Services.TryAddSingleton<TNotifier>();
        Services.RemoveAll<ITwoFactorNotifier>();
        Services.AddSingleton<ITwoFactorNotifier>(provider =>
            provider.GetRequiredService<TNotifier>()
        );
        return this;
    }

    /// <summary>Stores queued mails in a custom store.</summary>
    /// <remarks>
    /// Required with <c>AddStores&lt;TPolicyStore, TSecretStore&gt;()</c>, which has no mail store. Without a store, mails are queued in the process, and unsent mails
    /// are lost when it ends; a warning is logged at startup. The Entity Framework Core stores contain a mail store.
    /// A store that also implements <see cref="IStoreClock"/> provides the clock by which nodes share the queue.
    /// </remarks>
    /// <typeparam name="TStore">The type of the mail store. It is registered as a singleton.</typeparam>
    public ProfileTwoFactorMailBuilder UseStore<TStore>()
        where TStore : class, INotificationStore
    {
        Services.TryAddSingleton<TStore>();
        Services.RemoveAll<INotificationStore>();
        Services.AddSingleton<INotificationStore>(provider =>
            provider.GetRequiredService<TStore>()
        );
        return this;
    }
}
